using System.Globalization;
using System.Net;
using Automua.Core.Model;
using Automua.Core.Pacc;

namespace Automua.Functions.Configuration;

/// <summary>
/// Reads the options: the first configuration file there is, then <c>AUTOMUA_*</c> variables, which win. Whatever is not
/// understood is a <see cref="ConfigurationProblemException"/>.
/// </summary>
internal sealed class OptionsReader(IReadOnlyDictionary<string, string> environment)
{
    private const string Section = "automua";
    private const string Prefix = "AUTOMUA_";
    private const string FileVariable = "AUTOMUA_CONF";
    private const string StateVariable = "AUTOMUA_STATE";
    private const string SystemdStateVariable = "STATE_DIRECTORY";
    private const string CustomHandlerPortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";
    private const string ManagedIdentityVariable = "AZURE_CLIENT_ID";
    private const string FrontDoorId = "front_door_id";
    private const string FrontDoorHostHeader = "front_door_host_header";
    private const string EntraTenant = "entra_tenant";
    private const string EntraAudience = "entra_audience";
    private const string EntraAuthority = "entra_authority";
    private const string EntraClientId = "entra_client_id";
    private const string SignCertificate = "sign_certificate";
    private const string SignKey = "sign_key";
    private const string SignPassword = "sign_password";
    private const int MostProxies = 16;
    private const int LongestTimeToLive = 24 * 60 * 60;
    private const int MostCacheEntries = 1_000_000;

    private static readonly Dictionary<string, LogLevel> LogLevels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CRITICAL"] = LogLevel.Critical,
        ["ERROR"] = LogLevel.Error,
        ["WARNING"] = LogLevel.Warning,
        ["INFO"] = LogLevel.Information,
        ["DEBUG"] = LogLevel.Debug,
    };

    private static readonly Dictionary<string, PaccSubmissionKey> PaccSubmissionKeys = new(StringComparer.OrdinalIgnoreCase)
    {
        ["submit"] = PaccSubmissionKey.Submit,
        ["smtp"] = PaccSubmissionKey.Smtp,
    };

    // Every key there is, and what a value of it does to the options.
    private static readonly Dictionary<string, Func<AutomuaOptions, Setting, AutomuaOptions>> Keys =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["loglevel"] = (options, setting) => options with { LogLevel = ReadLogLevel(setting) },
            ["db_uri"] = (options, setting) => options with { DatabaseUri = ReadDatabaseUri(setting) },
            ["db_echo"] = (options, setting) => options with { DatabaseEcho = ReadFlag(setting) },
            ["auto_migrate"] = (options, setting) => options with { AutoMigrate = ReadFlag(setting) },
            ["cache_ttl"] = (options, setting) => options with
            {
                CacheTimeToLive = TimeSpan.FromSeconds(ReadNumber(setting, 0, LongestTimeToLive)),
            },
            ["cache_entries"] = (options, setting) => options with { CacheEntries = ReadNumber(setting, 1, MostCacheEntries) },
            ["proxy_count"] = (options, setting) => options with { ProxyCount = ReadNumber(setting, 0, MostProxies) },
            [FrontDoorId] = (options, setting) => options with { FrontDoorId = ReadGuid(setting, "the profile's Front Door ID") },
            [FrontDoorHostHeader] = (options, setting) => options with { FrontDoorHostHeader = ReadHeaderName(setting) },
            ["listen"] = (options, setting) => options with { Listen = ReadEndPoint(setting) },
            ["admin_key"] = (options, setting) => options with { AdminKey = ReadAdminKey(setting) },
            [EntraTenant] = (options, setting) => options with { EntraTenant = ReadTenant(setting) },
            [EntraAudience] = (options, setting) => options with { EntraAudience = ReadAudience(setting) },
            [EntraAuthority] = (options, setting) => options with { EntraAuthority = ReadAuthority(setting) },
            [EntraClientId] = (options, setting) => options with { EntraClientId = $"{ReadGuid(setting, "an application's client id")}" },
            ["pacc_smtp_key"] = (options, setting) => options with { PaccSubmissionKey = ReadPaccSubmissionKey(setting) },
            ["service_host"] = (options, setting) => options with { ServiceHost = ReadHostName(setting) },
            ["check_dns"] = (options, setting) => options with { CheckDns = ReadNameServer(setting) },
            [AutomuaOptions.LdapAuthoritiesKey] = (options, setting) => options with { LdapAuthorities = ReadPemFile(setting) },
            [SignCertificate] = (options, setting) => options with { SignCertificate = ReadSignCertificate(setting) },
            [SignKey] = (options, setting) => options with { SignKey = ReadPemFile(setting) },
            [SignPassword] = (options, setting) => options with { SignPassword = setting.Value },
        };

    /// <summary>Every key there is.</summary>
    public static IReadOnlyCollection<string> KnownKeys => Keys.Keys;

    /// <summary>Reads with this process's environment.</summary>
    public static OptionsReader ForThisProcess()
    {
        Dictionary<string, string> environment = [];
        foreach (System.Collections.DictionaryEntry entry in Environment.GetEnvironmentVariables())
            environment[(string)entry.Key] = (string?)entry.Value ?? "";
        return new OptionsReader(environment);
    }

    /// <summary>Reads the options.</summary>
    /// <param name="listen">What the command line says of where to listen; it wins.</param>
    /// <exception cref="ConfigurationProblemException">Something is not understood.</exception>
    public AutomuaOptions Read(string? listen = null)
    {
        string? file = FindFile();
        List<Setting> settings = file is null ? [] : ReadFile(file);
        settings.AddRange(ReadEnvironment());
        if (listen is not null)
            settings.Add(new Setting("--listen", "listen", listen));
        AutomuaOptions options = settings.Aggregate(
            new AutomuaOptions { DatabaseUri = new SqliteUri(DefaultDatabasePath()), File = file }, Apply);
        CheckFrontDoor(options, settings);
        CheckSigning(options, settings);
        CheckEntra(options, settings);
        return WithCustomHandler(WithManagedIdentity(options));
    }

    private static void CheckFrontDoor(AutomuaOptions options, List<Setting> settings)
    {
        if (options.FrontDoorId is not null)
            return;
        foreach (Setting setting in settings)
        {
            if (setting.Is(FrontDoorHostHeader))
                throw new ConfigurationProblemException($"{setting.Source}: {setting.Key} is set, but there is no {FrontDoorId}.");
        }
    }

    // A key or a password beside no file is a mistake of whoever wants profiles signed.
    private static void CheckSigning(AutomuaOptions options, List<Setting> settings)
    {
        string? reason = options.SignCertificate switch
        {
            null => $"there is no {SignCertificate}",
            VaultCertificate => $"{SignCertificate} names a Key Vault, which keeps the key",
            _ => null,
        };
        if (reason is null)
            return;
        foreach (Setting setting in settings)
        {
            if (setting.Is(SignKey) || setting.Is(SignPassword))
                throw new ConfigurationProblemException($"{setting.Source}: {setting.Key} is set, but {reason}.");
        }
    }

    private static void CheckEntra(AutomuaOptions options, List<Setting> settings)
    {
        string? missing = options switch
        {
            { EntraTenant: null } => EntraTenant,
            { EntraAudience: null } => EntraAudience,
            _ => null,
        };
        if (missing is null)
            return;
        foreach (Setting setting in settings)
        {
            if (setting.Is(EntraTenant) || setting.Is(EntraAudience) || setting.Is(EntraAuthority) || setting.Is(EntraClientId))
                throw new ConfigurationProblemException($"{setting.Source}: {setting.Key} is set, but there is no {missing}.");
        }
    }

    private static AutomuaOptions Apply(AutomuaOptions options, Setting setting)
    {
        if (!Keys.TryGetValue(setting.Key, out Func<AutomuaOptions, Setting, AutomuaOptions>? apply))
        {
            throw new ConfigurationProblemException(
                $"{setting.Source}: '{setting.Key}' is not a key; known are {string.Join(", ", KnownKeys)}.");
        }

        return VaultReference.IsUnresolved(setting.Value)
            ? throw new ConfigurationProblemException($"{setting.Source}: {setting.Key} {VaultReference.Problem}.")
            : apply(options, setting);
    }

    private string? FindFile()
    {
        if (environment.TryGetValue(FileVariable, out string? named) && named.Length > 0)
        {
            return File.Exists(named)
                ? named
                : throw new ConfigurationProblemException($"{FileVariable}: there is no file '{named}'.");
        }

        environment.TryGetValue("HOME", out string? home);
        string?[] places =
        [
            string.IsNullOrEmpty(home) ? null : Path.Combine(home, ".automua.conf"),
            "/etc/automua/automua.conf",
            "/etc/automua.conf",
        ];
        return places.FirstOrDefault(File.Exists);
    }

    private static List<Setting> ReadFile(string file)
    {
        try
        {
            using StreamReader text = File.OpenText(file);
            return IniFile.ReadSection(text, Section) is { } settings
                ? [.. settings.Select(setting => new Setting(file, setting.Key, setting.Value))]
                : throw new ConfigurationProblemException($"{file}: has no section [{Section}].");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationProblemException($"{file}: cannot be read: {problem.Message}");
        }
        catch (FormatException problem)
        {
            throw new ConfigurationProblemException($"{file}: is not an INI file: {problem.Message}.");
        }
    }

    private IEnumerable<Setting> ReadEnvironment() =>
        from variable in environment
        where variable.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && variable.Key is not (FileVariable or StateVariable)
            && !IsKubernetesLink(variable.Key, variable.Value)
        orderby variable.Key
        select new Setting(variable.Key, variable.Key[Prefix.Length..].ToLowerInvariant(), variable.Value);

    // Kubernetes gives every pod these, where a service is named automua. Its host is an address; a name is our setting.
    private static bool IsKubernetesLink(string variable, string value) =>
        variable == "AUTOMUA_SERVICE_HOST"
            ? IPAddress.TryParse(value, out _)
            : variable.StartsWith("AUTOMUA_SERVICE_", StringComparison.Ordinal)
                || variable.StartsWith("AUTOMUA_PORT", StringComparison.Ordinal);

    private AutomuaOptions WithCustomHandler(AutomuaOptions options)
    {
        if (!environment.TryGetValue(CustomHandlerPortVariable, out string? port) || port.Length == 0)
            return options;
        int number = ReadNumber(new Setting(CustomHandlerPortVariable, CustomHandlerPortVariable, port), 1, IPEndPoint.MaxPort);
        return options with { IsCustomHandler = true, Listen = new IPEndPoint(IPAddress.Loopback, number) };
    }

    // Named as Azure's own libraries name it.
    private AutomuaOptions WithManagedIdentity(AutomuaOptions options) =>
        environment.TryGetValue(ManagedIdentityVariable, out string? client) && client.Length > 0
            ? options with { ManagedIdentity = client }
            : options;

    private string DefaultDatabasePath()
    {
        if (!environment.TryGetValue(StateVariable, out string? directory) || directory.Length == 0)
        {
            // systemd separates several directories by colons; the first is the unit's own.
            environment.TryGetValue(SystemdStateVariable, out directory);
            directory = directory?.Split(':', 2)[0];
        }

        return string.IsNullOrEmpty(directory)
            ? SqliteUri.DefaultFileName
            : Path.Combine(directory, SqliteUri.DefaultFileName);
    }

    private static LogLevel ReadLogLevel(Setting setting) =>
        LogLevels.TryGetValue(setting.Value.Trim(), out LogLevel level)
            ? level
            : throw setting.Problem($"allowed are {string.Join(", ", LogLevels.Keys)}");

    private static PaccSubmissionKey ReadPaccSubmissionKey(Setting setting) =>
        PaccSubmissionKeys.TryGetValue(setting.Value.Trim(), out PaccSubmissionKey key)
            ? key
            : throw setting.Problem($"allowed are {string.Join(", ", PaccSubmissionKeys.Keys)}");

    private static DomainName ReadHostName(Setting setting) =>
        DomainName.TryParse(setting.Value, out DomainName? host, out _)
            ? host
            : throw setting.Problem("allowed is a host name, such as automua.example.net");

    private static DatabaseUri ReadDatabaseUri(Setting setting)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(setting.Value.Trim());
        return uri ?? throw new ConfigurationProblemException($"{setting.Source}: {setting.Key} {problem}.");
    }

    private static bool ReadFlag(Setting setting) =>
        TruthValue.TryParse(setting.Value, out bool flag)
            ? flag
            : throw setting.Problem($"allowed are {TruthValue.AllowedWords}");

    private static int ReadNumber(Setting setting, int least, int most) =>
        int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= least && number <= most
            ? number
            : throw setting.Problem($"allowed are whole numbers from {least} to {most}");

    private static IPEndPoint ReadEndPoint(Setting setting)
    {
        string text = setting.Value.Trim();
        string numeric = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase)
            ? $"127.0.0.1{text["localhost".Length..]}"
            : text;
        // Without a port, IPEndPoint reads 0: a last colon outside brackets tells.
        bool hasPort = numeric.LastIndexOf(':') > numeric.LastIndexOf(']');
        return hasPort && IPEndPoint.TryParse(numeric, out IPEndPoint? endPoint)
            && (endPoint.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork || numeric[0] == '[')
            ? endPoint
            : throw setting.Problem("allowed is ADDRESS:PORT, such as 127.0.0.1:4243, 0.0.0.0:80 or [::1]:4243");
    }

    private static IPEndPoint ReadNameServer(Setting setting)
    {
        const int DnsPort = 53;
        if (!IPEndPoint.TryParse(setting.Value.Trim(), out IPEndPoint? server))
            throw setting.Problem("allowed is ADDRESS[:PORT] of a DNS server, such as 192.0.2.53 or [2001:db8::53]:53");
        return server.Port == 0 ? new IPEndPoint(server.Address, DnsPort) : server;
    }

    private static string ReadAdminKey(Setting setting)
    {
        string key = setting.Value.Trim();
        // The value is a secret: it is not repeated.
        return key.Length >= AutomuaOptions.ShortestAdminKey && key.All(c => c is > ' ' and < '\x7f')
            ? key
            : throw new ConfigurationProblemException(
                $"{setting.Source}: admin_key needs at least {AutomuaOptions.ShortestAdminKey} visible ASCII characters.");
    }

    // A word such as common or organizations would let every tenant in.
    private static string ReadTenant(Setting setting)
    {
        string tenant = setting.Value.Trim();
        return Guid.TryParseExact(tenant, "D", out _)
            || (DomainName.TryParse(tenant, out DomainName? domain, out _) && domain.Value.Contains('.'))
            ? tenant
            : throw setting.Problem("allowed is one tenant: its id, such as 00000000-0000-0000-0000-000000000000, or its domain");
    }

    private static string ReadAudience(Setting setting)
    {
        string audience = setting.Value.Trim();
        return Guid.TryParseExact(audience, "D", out _)
            || (Uri.TryCreate(audience, UriKind.Absolute, out Uri? uri) && uri.Scheme is "api" or "https" && !audience.Contains(' '))
            ? audience
            : throw setting.Problem("allowed is the application's client id or its application id URI, such as api://automua");
    }

    private static string ReadAuthority(Setting setting)
    {
        string authority = setting.Value.Trim().TrimEnd('/');
        return Uri.TryCreate(authority, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback))
            && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? authority
            : throw setting.Problem($"allowed is https://HOST, such as {EntraIssuer.PublicCloud}, and http on this machine alone");
    }

    private static Guid ReadGuid(Setting setting, string kind) =>
        Guid.TryParseExact(setting.Value.Trim(), "D", out Guid id)
            ? id
            : throw setting.Problem($"allowed is {kind}, such as 00000000-0000-0000-0000-000000000000");

    // RFC 9110 section 5.6.2 allows more; no proxy uses it.
    private static string ReadHeaderName(Setting setting) =>
        setting.Value.Trim() is { Length: > 0 } name && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? name
            : throw setting.Problem("allowed is a header's name, such as X-Original-Host");

    private static SigningCertificateReference ReadSignCertificate(Setting setting) =>
        SigningCertificateReference.Parse(setting.Value.Trim())
        ?? throw setting.Problem($"allowed are {SigningCertificateReference.AllowedForms}");

    private static string ReadPemFile(Setting setting) =>
        setting.Value.Trim() is { Length: > 0 } path ? path : throw setting.Problem("allowed is the path of a PEM file");

    private readonly record struct Setting(string Source, string Key, string Value)
    {
        public bool Is(string key) => Key.Equals(key, StringComparison.OrdinalIgnoreCase);

        public ConfigurationProblemException Problem(string allowed) =>
            new($"{Source}: {Key} is '{Value}'; {allowed}.");
    }
}
