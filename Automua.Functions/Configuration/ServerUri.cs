namespace Automua.Functions.Configuration;

/// <summary>A database on a server.</summary>
internal abstract record ServerUri : DatabaseUri
{
    /// <summary>The longest that opening a connection may be allowed to take.</summary>
    public const int LongestConnectSeconds = 60;

    private const int DefaultConnectSeconds = 4;

    /// <summary>Who logs in.</summary>
    public required string User { get; init; }

    /// <summary>The password; null when the server asks for none.</summary>
    public string? Password { get; init; }

    /// <summary>The server: a host name, an address, or the place of its Unix socket.</summary>
    public required string Host { get; init; }

    /// <summary>The server's port.</summary>
    public required int Port { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>How long opening a connection may take, in seconds.</summary>
    public int ConnectSeconds { get; init; } = DefaultConnectSeconds;

    /// <summary>Where the certificates are that the server's is to come from; null for those that the system trusts.</summary>
    public string? RootCertificate { get; init; }

    /// <summary>Says where the database is, for people; neither user nor password.</summary>
    public sealed override string ToString() => $"{Database} at {Host}:{Port}";

    /// <summary>An option that says how long opening a connection may take.</summary>
    protected static UriOption<T> ConnectTimeout<T>()
        where T : ServerUri =>
        new($"whole numbers from 1 to {LongestConnectSeconds}", (uri, value) =>
            int.TryParse(value, System.Globalization.NumberStyles.None, null, out int seconds) && seconds is >= 1 and <= LongestConnectSeconds
                ? uri with { ConnectSeconds = seconds }
                : null);

    /// <summary>An option that names a file of certificates.</summary>
    protected static UriOption<T> CertificateFile<T>()
        where T : ServerUri =>
        new("the path of a PEM file", (uri, value) => value.Length > 0 ? uri with { RootCertificate = value } : null);
}
