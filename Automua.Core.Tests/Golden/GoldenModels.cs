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

    private static MailAccount Account(
        string address, Provider provider, ImmutableArray<MailServer> servers, ImmutableArray<DavServer> dav)
    {
        EmailAddress mailbox = EmailAddress.Parse(address);
        return new MailAccount(mailbox.Domain, new DomainConfiguration(mailbox.Domain, provider, servers, dav), mailbox);
    }

    private static MailServer Server(MailServerType type, string host, int port, ConnectionSecurity security) =>
        new(type, Template.Parse(host), port, security);
}
