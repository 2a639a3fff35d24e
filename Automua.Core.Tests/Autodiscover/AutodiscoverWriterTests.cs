using System.Xml.Linq;
using Automua.Core.Model;
using Automua.Core.Tests.Conformance;

namespace Automua.Core.Tests.Autodiscover;

public sealed class AutodiscoverWriterTests
{
    private static readonly MailServer Imap = new(MailServerType.Imap, Template.Parse("imap.example.com"), 993, ConnectionSecurity.ImplicitTls);
    private static readonly MailServer Smtp = new(MailServerType.Smtp, Template.Parse("smtp.example.com"), 465, ConnectionSecurity.ImplicitTls);

    [Theory]
    [InlineData("%EMAILADDRESS%", null, "on")]
    [InlineData("%EMAILLOCALPART%", null, "off")]
    [InlineData("%EMAILLOCALPART%", "uid7", "on")]
    public void UsePOPAuth_says_whether_both_directions_share_a_login(string userName, string? directoryLogin, string expected) => Assert.Equal(
        expected,
        Value(Account([Imap, Smtp with { UserName = Template.Parse(userName) }]) with { DirectoryLogin = directoryLogin }, "UsePOPAuth"));

    [Fact]
    public void A_server_that_needs_no_login_shares_none()
    {
        MailAccount account = Account([Imap, Smtp with { Authentication = [AuthenticationMethod.ClientIpAddress] }]);
        Assert.Equal("off", Value(account, "UsePOPAuth"));
        Assert.Equal(["on", "off"], Values(account, "AuthRequired"));
    }

    [Fact]
    public void SPA_is_on_only_where_nothing_but_a_Windows_log_on_will_do()
    {
        Assert.Equal(["on", "off"], Values(Account([Imap with { Authentication = [AuthenticationMethod.Ntlm, AuthenticationMethod.Gssapi] }, Smtp]), "SPA"));
        Assert.Equal(
            ["off", "off"],
            Values(Account([Imap with { Authentication = [AuthenticationMethod.Ntlm, AuthenticationMethod.PasswordCleartext] }, Smtp]), "SPA"));
    }

    [Theory]
    [InlineData("Ada", "ada@example.com", "Ada")]
    [InlineData(null, "ada@example.com", "ada@example.com")]
    [InlineData(null, null, "example.com")]
    public void A_user_always_has_a_display_name(string? realName, string? address, string expected) => Assert.Equal(
        expected,
        Value(Account([Imap, Smtp]) with { RealName = realName, Address = address is null ? null : EmailAddress.Parse(address) }, "DisplayName"));

    [Fact]
    public void Files_and_URLs_of_unknown_mailboxes_are_left_out()
    {
        MailAccount account = Account([Imap, Smtp]);
        account = account with
        {
            Configuration = new DomainConfiguration(
                account.Domain,
                account.Provider,
                [Imap, Smtp],
                [
                    new DavServer(DavServerType.WebDav, Template.Parse("https://files.example.com/")),
                    new DavServer(DavServerType.CalDav, Template.Parse("https://dav.example.com/%EMAILADDRESS%/")),
                    new DavServer(DavServerType.CardDav, Template.Parse("https://dav.%EMAILDOMAIN%/")),
                ]),
        };
        Assert.Equal(["IMAP", "SMTP", "CalDAV", "CardDAV"], Values(account, "Type"));
        Assert.Equal(["IMAP", "SMTP", "CardDAV"], Values(account with { Address = null }, "Type"));
    }

    private static MailAccount Account(MailServer[] servers)
    {
        EmailAddress address = EmailAddress.Parse("ada@example.com");
        return new MailAccount(address.Domain, new DomainConfiguration(address.Domain, new Provider("P", "P"), [.. servers], []), address);
    }

    private static string Value(MailAccount account, string name) => Assert.Single(Values(account, name));

    private static string[] Values(MailAccount account, string name) =>
    [
        .. XmlAnswer.Root(Dialect.Autodiscover.Write(account)).Descendants(XName.Get(name, AutodiscoverRules.OutlookNamespace))
            .Select(element => element.Value),
    ];
}
