using System.Net;
using Automua.Core.Model;
using Automua.Core.Pacc;

namespace Automua.Functions.Configuration;

/// <summary>How this program runs: the configuration file, with the environment before it.</summary>
internal sealed record AutomuaOptions
{
    /// <summary>The key of <see cref="LdapAuthorities"/>.</summary>
    public const string LdapAuthoritiesKey = "ldap_ca_file";

    /// <summary>The fewest characters of an administration key.</summary>
    public const int ShortestAdminKey = 16;

    /// <summary>Where the program listens when nobody says otherwise.</summary>
    public static readonly IPEndPoint DefaultListen = new(IPAddress.Loopback, 4243);

    /// <summary>What is logged: this level and worse.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Where the data is.</summary>
    public required DatabaseUri DatabaseUri { get; init; }

    /// <summary>Whether SQL statements go into the log, without their values.</summary>
    public bool DatabaseEcho { get; init; }

    /// <summary>Whether the program brings the database to its schema by itself; else <c>automua migrate</c> does, and an old schema is refused.</summary>
    public bool AutoMigrate { get; init; } = true;

    /// <summary>How long what the store said of a domain is not asked for again; zero when nothing is kept.</summary>
    public TimeSpan CacheTimeToLive { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most answers of the store that are kept.</summary>
    public int CacheEntries { get; init; } = 10_000;

    /// <summary>How many proxies stand before the program; the forwarded headers of exactly so many are believed.</summary>
    public int ProxyCount { get; init; }

    /// <summary>The id of the Azure Front Door through which alone the service is reached; null for none.</summary>
    public Guid? FrontDoorId { get; init; }

    /// <summary>The header in which that Front Door tells the host; null for its own.</summary>
    public string? FrontDoorHostHeader { get; init; }

    /// <summary>The Azure Front Door through which alone the service is reached; null for none.</summary>
    public FrontDoor? FrontDoor =>
        FrontDoorId is { } id ? new FrontDoor(id, FrontDoorHostHeader ?? FrontDoor.OwnHostHeader) : null;

    /// <summary>Where the program listens.</summary>
    public IPEndPoint Listen { get; init; } = DefaultListen;

    /// <summary>The administration key; null when none is configured.</summary>
    public string? AdminKey { get; init; }

    /// <summary>The tenant of Microsoft Entra whose tokens administrators may show, by its id or a domain; null for none.</summary>
    public string? EntraTenant { get; init; }

    /// <summary>The service as an application of the tenant; null when there is no tenant.</summary>
    public string? EntraAudience { get; init; }

    /// <summary>Where the tenant's cloud is; null for the public one.</summary>
    public string? EntraAuthority { get; init; }

    /// <summary>The administrators' page as an application of the tenant; null when that page signs nobody in.</summary>
    public string? EntraClientId { get; init; }

    /// <summary>Whose tokens administrators may show; null when none is accepted.</summary>
    public EntraIssuer? EntraIssuer => EntraTenant is not null && EntraAudience is not null
        ? new EntraIssuer(EntraTenant, EntraAudience, EntraAuthority ?? EntraIssuer.PublicCloud) { ClientId = EntraClientId }
        : null;

    /// <summary>The name of the server for sending in PACC documents.</summary>
    public PaccSubmissionKey PaccSubmissionKey { get; init; } = PaccSubmissionKey.Submit;

    /// <summary>The name at which the service is reached from outside, for DNS records; null when it is not configured.</summary>
    public DomainName? ServiceHost { get; init; }

    /// <summary>The DNS server that checks of the service ask; null for this machine's own.</summary>
    public IPEndPoint? CheckDns { get; init; }

    /// <summary>Where the certificate is that profiles are signed with; null when profiles are not signed.</summary>
    public SigningCertificateReference? SignCertificate { get; init; }

    /// <summary>The PEM file of the certificate's private key; null when the key is in the certificate's file or in a vault.</summary>
    public string? SignKey { get; init; }

    /// <summary>The password of the private key, or of the PFX file; null when there is none.</summary>
    public string? SignPassword { get; init; }

    /// <summary>The PEM file of the authorities that LDAP servers' certificates must come from; null for the system's.</summary>
    public string? LdapAuthorities { get; init; }

    /// <summary>The client id of the user-assigned managed identity that the program is on Azure; null for the system-assigned one.</summary>
    public string? ManagedIdentity { get; init; }

    /// <summary>Whether the Azure Functions host started the program as its custom handler.</summary>
    public bool IsCustomHandler { get; init; }

    /// <summary>Where the settings came from, for the line at start; null when there is no configuration file.</summary>
    public string? File { get; init; }

    /// <summary>Says nothing: the options hold secrets.</summary>
    public override string ToString() => nameof(AutomuaOptions);
}
