using Automua.Core.Model;

namespace Automua.Functions.Configuration;

/// <summary>A MySQL or MariaDB database.</summary>
internal sealed record MySqlUri : ServerUri
{
    /// <summary>What the URI begins with.</summary>
    public const string Scheme = "mysql";

    /// <summary>What the URI begins with as well.</summary>
    public const string MariaDbScheme = "mariadb";

    /// <summary>The form of the URI, for messages.</summary>
    public const string AllowedForm = "mysql://<user>:<password>@<host>:<port>/<database>";

    private const int DefaultPort = 3306;

    // Named as PyMySQL names them, for SQLAlchemy hands them on to it.
    private static readonly Dictionary<string, UriOption<MySqlUri>> Options = new(StringComparer.Ordinal)
    {
        ["charset"] = new("utf8mb4, utf8", (uri, value) => value is "utf8mb4" or "utf8" ? uri : null),
        ["unix_socket"] = new("the path of the server's socket", (uri, value) =>
            value.StartsWith('/') ? uri with { Host = value } : null),
        ["connect_timeout"] = ConnectTimeout<MySqlUri>(),
        ["ssl_ca"] = CertificateFile<MySqlUri>(),
        ["ssl_check_hostname"] = new(TruthValue.AllowedWords, (uri, value) =>
            TruthValue.TryParse(value, out bool checks) ? uri with { ChecksHost = checks } : null),
    };

    /// <inheritdoc/>
    public override string Kind => "MySQL";

    /// <summary>Whether the server's certificate must bear its host's name, as it must unless this says no; null where the URI does not say.</summary>
    public bool? ChecksHost { get; init; }

    /// <summary>Reads what follows the scheme.</summary>
    /// <returns>See <see cref="DatabaseUri.Parse"/>.</returns>
    public static (DatabaseUri? Uri, string? Problem) Read(string rest)
    {
        (ServerUriParts? parts, string? problem) = ServerUriParts.Read(rest);
        if (parts is null)
            return (null, $"{problem}; allowed is {AllowedForm}");
        MySqlUri uri = new()
        {
            User = parts.User,
            Password = parts.Password,
            Host = parts.Host,
            Port = parts.Port ?? DefaultPort,
            Database = parts.Database,
        };
        return parts.Apply(uri, Options) switch
        {
            ({ ChecksHost: true, RootCertificate: null }, _) =>
                (null, "has an option ssl_check_hostname, which checks nothing without ssl_ca: name the authority's certificate there"),
            (var read, var fault) => (read, fault),
        };
    }
}
