namespace Automua.Functions.Configuration;

/// <summary>A PostgreSQL database.</summary>
internal sealed record PostgreSqlUri : ServerUri
{
    /// <summary>What the URI begins with.</summary>
    public const string Scheme = "postgresql";

    /// <summary>The form of the URI, for messages.</summary>
    public const string AllowedForm = "postgresql://<user>:<password>@<host>:<port>/<database>";

    private const int DefaultPort = 5432;
    private const string EntraAuthentication = "entra";

    private static readonly Dictionary<string, TransportSecurity> Modes = new(StringComparer.Ordinal)
    {
        ["disable"] = TransportSecurity.None,
        ["allow"] = TransportSecurity.WhereOffered,
        ["prefer"] = TransportSecurity.WhereOffered,
        ["require"] = TransportSecurity.Required,
        ["verify-ca"] = TransportSecurity.TrustedAuthority,
        ["verify-full"] = TransportSecurity.TrustedServer,
    };

    // Named as libpq names them, for SQLAlchemy hands them on to it.
    private static readonly Dictionary<string, UriOption<PostgreSqlUri>> Options = new(StringComparer.Ordinal)
    {
        ["sslmode"] = new(string.Join(", ", Modes.Keys), (uri, value) =>
            Modes.TryGetValue(value, out TransportSecurity security) ? uri with { Security = security } : null),
        ["sslrootcert"] = CertificateFile<PostgreSqlUri>(),
        ["connect_timeout"] = ConnectTimeout<PostgreSqlUri>(),
        ["application_name"] = new("a name", (uri, value) => value.Length > 0 ? uri with { ApplicationName = value } : null),
        ["client_encoding"] = new("utf8", (uri, value) => value is "utf8" or "utf-8" or "UTF8" ? uri : null),
        ["host"] = new("the path of the folder of the server's socket", (uri, value) =>
            value.StartsWith('/') ? uri with { Host = value } : null),
        ["authentication"] = new(EntraAuthentication, (uri, value) => value == EntraAuthentication ? uri with { IsEntra = true } : null),
    };

    /// <inheritdoc/>
    public override string Kind => "PostgreSQL";

    /// <summary>How the connection is protected; null where the URI does not say.</summary>
    public TransportSecurity? Security { get; init; }

    /// <summary>How the program is called in the server's lists; null for its own name.</summary>
    public string? ApplicationName { get; init; }

    /// <summary>Whether the password is a token of the managed identity that the program is on Azure.</summary>
    public bool IsEntra { get; init; }

    /// <summary>Reads what follows the scheme.</summary>
    /// <returns>See <see cref="DatabaseUri.Parse"/>.</returns>
    public static (DatabaseUri? Uri, string? Problem) Read(string rest)
    {
        (ServerUriParts? parts, string? problem) = ServerUriParts.Read(rest);
        if (parts is null)
            return (null, $"{problem}; allowed is {AllowedForm}");
        PostgreSqlUri uri = new()
        {
            User = parts.User,
            Password = parts.Password,
            Host = parts.Host,
            Port = parts.Port ?? DefaultPort,
            Database = parts.Database,
        };
        return parts.Apply(uri, Options) switch
        {
            ({ IsEntra: true, Password: not null }, _) => (null, "has a password, and with authentication=entra the password is a token"),
            // A token is as good as a password.
            ({ IsEntra: true, Security: TransportSecurity.None or TransportSecurity.WhereOffered }, _) =>
                (null, "has a token for a password, which needs sslmode require, verify-ca or verify-full"),
            ({ RootCertificate: not null, Security: TransportSecurity.None or TransportSecurity.WhereOffered }, _) =>
                (null, "has an option sslrootcert, which needs sslmode require, verify-ca or verify-full: weaker modes check no certificate"),
            // As with libpq: whoever names an authority means to trust no other.
            ({ RootCertificate: not null, Security: TransportSecurity.Required } read, _) =>
                (read with { Security = TransportSecurity.TrustedAuthority }, null),
            ({ RootCertificate: not null, Security: null, IsEntra: false } read, _) =>
                (read with { Security = TransportSecurity.TrustedAuthority }, null),
            (var read, var fault) => (read, fault),
        };
    }
}
