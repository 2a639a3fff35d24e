using System.Text.RegularExpressions;
using Automua.Core.Model;

namespace Automua.Core.Tests.Conformance;

/// <summary>The rules for Apple's profiles, each a check of a profile against the model it was written from.</summary>
public static partial class ProfileRules
{
    private static readonly Dictionary<AuthenticationMethod, string> AuthenticationWords = new()
    {
        [AuthenticationMethod.PasswordCleartext] = "EmailAuthPassword",
        [AuthenticationMethod.PasswordEncrypted] = "EmailAuthCRAMMD5",
        [AuthenticationMethod.Ntlm] = "EmailAuthNTLM",
        [AuthenticationMethod.None] = "EmailAuthNone",
        [AuthenticationMethod.ClientIpAddress] = "EmailAuthNone",
    };

    public static void AP_01_stable_identity(byte[] document, MailAccount account)
    {
        Assert.Equal(document, Dialect.Mobileconfig.Write(account));
        MailAccount renamed = account with
        {
            RealName = "Another Name",
            Address = EmailAddress.Parse(account.Address!.Text.ToLowerInvariant()),
            Configuration = new DomainConfiguration(
                account.Domain,
                account.Provider with { Name = "Another Provider" },
                [.. account.Configuration.Incoming, .. account.Configuration.Outgoing],
                account.Configuration.DavServers),
        };
        Assert.Equal(Identities(document), Identities(Dialect.Mobileconfig.Write(renamed)));
        foreach (IReadOnlyDictionary<string, object> payload in Payloads(document))
        {
            string uuid = (string)payload["PayloadUUID"];
            Assert.Matches(VersionFiveInUpperCase(), uuid);
            Assert.EndsWith(uuid, (string)payload["PayloadIdentifier"], StringComparison.Ordinal);
        }
    }

    public static void AP_02_identities_within_a_profile_differ(byte[] document, MailAccount account) =>
        Assert.Distinct(Identities(document));

    public static void AP_03_values(byte[] document, MailAccount account)
    {
        foreach (IReadOnlyDictionary<string, object> payload in Payloads(document))
        {
            Assert.All(payload.Values.OfType<string>(), text => Assert.NotEqual("", text));
            Assert.DoesNotContain(payload.Keys, key => key.EndsWith("Password", StringComparison.Ordinal) && payload[key] is not bool);
            Assert.All(payload.Keys.Where(key => key.Contains("Port", StringComparison.Ordinal)), key => Assert.InRange(Assert.IsType<int>(payload[key]), 1, 65535));
            Assert.All(payload.Keys.Where(key => key.Contains("UseSSL", StringComparison.Ordinal)), key => Assert.IsType<bool>(payload[key]));
        }
    }

    public static void AP_04_schema(byte[] document, MailAccount account)
    {
        Assert.Equal((byte)'<', document[0]);
        Assert.All(Payloads(document), ProfileSchema.Validate);
        Assert.Equal("Configuration", PropertyList.Read(document)["PayloadType"]);
        Assert.Equal(
            [
                "com.apple.mail.managed",
                .. account.Configuration.DavServers.Where(server => server.Type == DavServerType.CalDav).Select(_ => "com.apple.caldav.account"),
                .. account.Configuration.DavServers.Where(server => server.Type == DavServerType.CardDav).Select(_ => "com.apple.carddav.account"),
            ],
            Content(document).Select(payload => (string)payload["PayloadType"]));
    }

    public static void AP_04_consent(byte[] document, MailAccount account)
    {
        LocalizedText[] texts = [.. account.Provider.ConsentText.Where(text => text.Text.Length > 0)];
        if (texts.Length == 0)
        {
            Assert.DoesNotContain("ConsentText", PropertyList.Read(document).Keys);
            return;
        }

        IReadOnlyDictionary<string, object> consent =
            Assert.IsType<IReadOnlyDictionary<string, object>>(PropertyList.Read(document)["ConsentText"], exactMatch: false);
        Assert.All(consent.Keys, key => Assert.Matches(Language(), key));
        Assert.Equal(consent.Keys.Order(StringComparer.Ordinal), consent.Keys);
        Assert.All(consent.Values, text => Assert.Contains(text, texts.Select(known => Expected.Clean(known.Text))));
        Assert.Contains("default", consent.Keys);
        foreach (string plain in (string[])["de", "en"])
        {
            string? first = texts.FirstOrDefault(text => text.Language == plain)?.Text;
            Assert.Equal(first is null ? null : Expected.Clean(first), consent.GetValueOrDefault(plain));
        }
    }

    public static void AP_04_mail_settings(byte[] document, MailAccount account)
    {
        IReadOnlyDictionary<string, object> mail = Content(document)[0];
        MailServer incoming = Best(account.Configuration.Incoming);
        MailServer outgoing = Best(account.Configuration.Outgoing);
        Assert.Equal(incoming.Type == MailServerType.Imap ? "EmailTypeIMAP" : "EmailTypePOP", mail["EmailAccountType"]);
        Assert.Equal(Expected.Clean(account.Address!.Text), mail["EmailAddress"]);
        Assert.Equal(account.RealName is { } name ? Expected.Clean(name) : null, mail.GetValueOrDefault("EmailAccountName"));
        IsServer(mail, "Incoming", incoming, account);
        IsServer(mail, "Outgoing", outgoing, account);
        bool samePassword = Expected.Login(incoming.UserName, account) == Expected.Login(outgoing.UserName, account)
            && Word(incoming) != "EmailAuthNone" && Word(outgoing) != "EmailAuthNone";
        Assert.Equal(samePassword, mail["OutgoingPasswordSameAsIncomingPassword"]);
    }

    public static void AP_04_dav_settings(byte[] document, MailAccount account)
    {
        foreach ((DavServerType type, string prefix) in ((DavServerType, string)[])[(DavServerType.CalDav, "CalDAV"), (DavServerType.CardDav, "CardDAV")])
        {
            IEnumerable<IReadOnlyDictionary<string, object>> payloads = Content(document).Where(payload => payload.ContainsKey($"{prefix}HostName"));
            foreach ((IReadOnlyDictionary<string, object> payload, DavServer server) in payloads.Zip(account.Configuration.DavServers.Where(server => server.Type == type)))
            {
                string url = $"{(server.UseTls ? "https" : "http")}://{payload[$"{prefix}HostName"]}:{payload[$"{prefix}Port"]}{payload[$"{prefix}PrincipalURL"]}";
                Assert.Equal(new Uri(Expected.Url(server, account)), new Uri(url));
                Assert.Equal(server.UseTls, payload[$"{prefix}UseSSL"]);
                Assert.Equal(Expected.Login(server.UserName, account), payload[$"{prefix}Username"]);
            }
        }
    }

    public static void AC_20_text_of_any_kind(byte[] document, MailAccount account)
    {
        IReadOnlyDictionary<string, object> profile = PropertyList.Read(document);
        Assert.Equal(Expected.Clean(account.Provider.Organization ?? account.ProviderName), profile["PayloadOrganization"]);
        Assert.Equal(
            Expected.Clean(account.Provider.ProfileDescription ?? $"Sets up {account.Address!.Text} with {account.ProviderName}"),
            profile["PayloadDescription"]);
        Assert.Equal(Expected.Clean($"{account.ProviderName}: {account.Address!.Text}"), profile["PayloadDisplayName"]);
    }

    /// <summary>Whether a profile can name one of the servers.</summary>
    public static bool CanName(IEnumerable<MailServer> servers) => servers.Any(server => Word(server) is not null);

    /// <summary>The identifiers of a profile and of its payloads.</summary>
    public static string[] Identities(byte[] document) =>
        [.. Payloads(document).SelectMany(payload => ((string[])["PayloadUUID", "PayloadIdentifier"]).Select(key => (string)payload[key]))];

    private static void IsServer(IReadOnlyDictionary<string, object> mail, string direction, MailServer server, MailAccount account)
    {
        Assert.Equal(Expected.Host(server, account), mail[$"{direction}MailServerHostName"]);
        Assert.Equal(server.Port, mail[$"{direction}MailServerPortNumber"]);
        Assert.Equal(server.Security is ConnectionSecurity.ImplicitTls or ConnectionSecurity.StartTls, mail[$"{direction}MailServerUseSSL"]);
        Assert.Equal(Expected.Login(server.UserName, account), mail[$"{direction}MailServerUsername"]);
        Assert.Equal(Word(server), mail[$"{direction}MailServerAuthentication"]);
    }

    // Protected before unprotected, IMAP before POP3, implicit TLS before STARTTLS; the first in the order of AC-10 at last.
    private static MailServer Best(IEnumerable<MailServer> servers)
    {
        MailServer[] candidates = [.. Expected.InOrder(servers).Where(server => Word(server) is not null)];
        return new[] { ConnectionSecurity.ImplicitTls, ConnectionSecurity.StartTls, ConnectionSecurity.None }
            .SelectMany(security => Enum.GetValues<MailServerType>().Select(type => (security, type)))
            .OrderBy(kind => kind.security == ConnectionSecurity.None).ThenBy(kind => kind.type).ThenBy(kind => kind.security)
            .Select(kind => candidates.FirstOrDefault(server => server.Security == kind.security && server.Type == kind.type))
            .First(server => server is not null)!;
    }

    private static string? Word(MailServer server) =>
        server.Authentication.Select(method => AuthenticationWords.GetValueOrDefault(method)).FirstOrDefault(word => word is not null);

    private static List<IReadOnlyDictionary<string, object>> Content(byte[] document) =>
        [.. ((List<object>)PropertyList.Read(document)["PayloadContent"]).Cast<IReadOnlyDictionary<string, object>>()];

    private static List<IReadOnlyDictionary<string, object>> Payloads(byte[] document) =>
        [PropertyList.Read(document), .. Content(document)];

    [GeneratedRegex("^(?:default|[a-z]{2,8}(?:-(?:[A-Z]{2}|[A-Z][a-z]{3}|[0-9a-z]{3}|[0-9a-z]{4,8}))*)\\z", RegexOptions.None, 1000)]
    private static partial Regex Language();

    [GeneratedRegex("^[0-9A-F]{8}-[0-9A-F]{4}-5[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}\\z", RegexOptions.None, 1000)]
    private static partial Regex VersionFiveInUpperCase();
}
