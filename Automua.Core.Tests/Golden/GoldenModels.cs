using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Tests.Golden;

/// <summary>The models of the golden files, by the files' names.</summary>
public static class GoldenModels
{
    private static readonly MailServer Imap = Server(MailServerType.Imap, "imap.example.com", 993, ConnectionSecurity.ImplicitTls);
    private static readonly MailServer Smtp = Server(MailServerType.Smtp, "smtp.example.com", 465, ConnectionSecurity.ImplicitTls);

    public static IReadOnlyDictionary<string, MailAccount> All { get; } = new Dictionary<string, MailAccount>
    {
        ["sample-com"] = Sample("example.com"),
        ["sample-net"] = Sample("example.net"),
        ["sample-org"] = Sample("example.org"),
        ["four-servers"] = FourServers(),
        ["idn"] = Internationalized(),
        ["markup"] = Markup(),
        ["oauth2"] = OAuth2(),
        ["dav"] = Dav(),
        ["jmap"] = Jmap(),
        ["activesync"] = ActiveSync(),
        ["redirect"] = Redirect(),
    };

    private static MailAccount Sample(string name)
    {
        ImportedProvider provider = SampleData.Document.Providers[0];
        ImportedDomain domain = provider.Domains.Single(candidate => candidate.Name.Value == name);
        return Account($"user@{name}", provider.Provider, domain.Servers.Mail, domain.Servers.Dav);
    }

    private static MailAccount FourServers() => Account(
        "user@four.example",
        new Provider("Four Servers Ltd", "Four") { AllowPlain = true },
        [
            Server(MailServerType.Smtp, "plain.example.com", 25, ConnectionSecurity.None) with
            {
                Priority = 5,
                Authentication = [AuthenticationMethod.ClientIpAddress],
            },
            Server(MailServerType.Smtp, "smtp.example.com", 587, ConnectionSecurity.StartTls),
            Server(MailServerType.Imap, "imap.example.com", 993, ConnectionSecurity.ImplicitTls) with { Priority = 20 },
            Server(MailServerType.Pop, "pop.example.com", 110, ConnectionSecurity.StartTls) with
            {
                Authentication = [AuthenticationMethod.PasswordEncrypted, AuthenticationMethod.PasswordCleartext],
                UserName = Template.Parse("%EMAILLOCALPART%"),
            },
        ],
        []);

    private static MailAccount Internationalized() => Account(
        "grüße@bücher.example",
        new Provider("Bücher & Söhne", "Bücher"),
        [
            Server(MailServerType.Imap, "imap.%EMAILDOMAIN%", 993, ConnectionSecurity.ImplicitTls),
            Server(MailServerType.Smtp, "größe.%EMAILDOMAIN%", 465, ConnectionSecurity.ImplicitTls),
        ],
        []) with
    { RealName = "Jürgen Groß" };

    private static MailAccount Markup() => Account(
        "o'brien&co@markup.example",
        new Provider("<Mail> & \"Post\" 📧", "<M&P>"),
        [
            Imap with { UserName = Template.Parse("a&b<%EMAILLOCALPART%>") },
            Smtp,
        ],
        []) with
    { RealName = "Conan \"<O'Brien>\" & Söhne 𝄞" };

    private static MailAccount OAuth2() => Account(
        "user@oauth.example",
        new Provider("Token Mail", "Token")
        {
            OAuth2 = new OAuth2Endpoints(
                "login.example.com", "openid https://mail.example.com/", "https://login.example.com/auth", "https://login.example.com/token"),
        },
        [
            Imap with { Authentication = [AuthenticationMethod.PasswordCleartext, AuthenticationMethod.OAuth2] },
            Smtp with { Authentication = [AuthenticationMethod.OAuth2, AuthenticationMethod.PasswordCleartext] },
        ],
        []) with
    { DirectoryLogin = "uid1234" };

    private static MailAccount Dav() => Account(
        "first.last+tag@dav.example",
        new Provider("Groupware GmbH", "Groupware"),
        [Imap, Smtp],
        [
            new DavServer(DavServerType.WebDav, Template.Parse("https://files.%EMAILDOMAIN%/%EMAILLOCALPART%/")),
            new DavServer(DavServerType.CardDav, Template.Parse("https://dav.%EMAILDOMAIN%/contacts")) { Port = 443 },
            new DavServer(DavServerType.CalDav, Template.Parse("http://dav.%EMAILDOMAIN%/calendars")),
            new DavServer(DavServerType.CalDav, Template.Parse("https://dav.%EMAILDOMAIN%/%EMAILADDRESS%/?a=1&b=2"))
            {
                Port = 8443,
                DomainRequired = true,
                UserName = Template.Parse("%EMAILLOCALPART%"),
            },
        ]);

    // JMAP and ManageSieve beside the others, and domains that share them.
    private static MailAccount Jmap()
    {
        MailAccount account = Account(
            "user@jmap.example",
            new Provider("Modern Mail", "Modern") { MxDomains = [DomainName.Parse("mx.example.com")] },
            [
                Server(MailServerType.Jmap, "jmap.example.com", 443, ConnectionSecurity.ImplicitTls) with
                {
                    Priority = 1,
                    Authentication = [AuthenticationMethod.PasswordCleartext, AuthenticationMethod.OAuth2],
                },
                Server(MailServerType.Jmap, "jmap.example.com", 8443, ConnectionSecurity.ImplicitTls),
                Server(MailServerType.ManageSieve, "sieve.example.com", 4190, ConnectionSecurity.StartTls),
                Server(MailServerType.ManageSieve, "plain.example.com", 2000, ConnectionSecurity.None),
                Imap,
                Smtp,
            ],
            [new DavServer(DavServerType.CalDav, Template.Parse("https://dav.example.com/calendars"))]);
        return account with
        {
            Configuration = new DomainConfiguration(
                account.Domain,
                account.Provider,
                [.. account.Configuration.Incoming, .. account.Configuration.Outgoing, .. account.Configuration.Others],
                account.Configuration.DavServers)
            {
                Siblings = [DomainName.Parse("jmap.example.net"), DomainName.Parse("xn--bcher-kva.example")],
            },
        };
    }

    private static MailAccount ActiveSync() => Account(
        "user@activesync.example",
        new Provider("Exchange & Co", "Exchange")
        {
            ActiveSyncUrl = "https://eas.example.com/Microsoft-Server-ActiveSync?a=1&b=2",
            Organization = "Example <Holding> & Co",
            ProfileDescription = "Sets up mail on a company's device",
            ConsentText = [new("en-us", "You agree."), new("de", "Sie stimmen zu."), new(null, "Consent & all"), new("de", "Noch einmal.")],
            Documentation = [new DocumentationLink("https://help.example.com/", [new("en", "Help & more"), new(null, "Hilfe")])],
            Enable = [new EnableInstruction("https://mail.example.com/on", [new(null, "Switch \"IMAP\" on")])],
            WebMail = new WebMail(Template.Parse("https://mail.example.com/?u=%EMAILADDRESS%&d=%EMAILDOMAIN%")),
        },
        [Imap, Smtp],
        []) with
    { RealName = "Ada <Lovelace>" };

    private static MailAccount Redirect() => Account(
        "o'brien+a&b@redirect.example",
        new Provider("Moved", "Moved")
        {
            RedirectAddress = Template.Parse("%EMAILLOCALPART%@hoster.example"),
            ActiveSyncUrl = "https://eas.example.com/",
        },
        [Imap, Smtp],
        []);

    private static MailAccount Account(
        string address, Provider provider, ImmutableArray<MailServer> servers, ImmutableArray<DavServer> dav)
    {
        EmailAddress mailbox = EmailAddress.Parse(address);
        return new MailAccount(mailbox.Domain, new DomainConfiguration(mailbox.Domain, provider, servers, dav), mailbox);
    }

    private static MailServer Server(MailServerType type, string host, int port, ConnectionSecurity security) =>
        new(type, Template.Parse(host), port, security);
}
