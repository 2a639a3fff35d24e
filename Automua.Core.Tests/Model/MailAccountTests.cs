using Automua.Core.Model;

namespace Automua.Core.Tests.Model;

public sealed class MailAccountTests
{
    [Theory]
    [InlineData("%EMAILLOCALPART%@hoster.example", "ada@example.com", "ada@hoster.example")]
    [InlineData("%EMAILLOCALPART%@%EMAILDOMAIN%", "ada@example.com", null)]
    [InlineData("%EMAILADDRESS%", "ada@example.com", null)]
    [InlineData("ADA@example.com", "ada@example.com", null)]
    [InlineData("all@hoster.example", "ada@example.com", "all@hoster.example")]
    [InlineData("%REALNAME%@hoster.example", "ada@example.com", null)]
    [InlineData("%EMAILLOCALPART%@hoster.example", null, null)]
    [InlineData("all@hoster.example", null, null)]
    [InlineData(null, "ada@example.com", null)]
    public void A_mailbox_is_sent_elsewhere_and_never_to_itself(string? template, string? address, string? expected)
    {
        DomainName domain = DomainName.Parse("example.com");
        Provider provider = new("P", "P") { RedirectAddress = template is null ? null : Template.Parse(template) };
        MailAccount account = new(domain, new DomainConfiguration(domain, provider, [], []), address is null ? null : EmailAddress.Parse(address));
        Assert.Equal(expected, account.Redirect?.Text);
    }

    [Theory]
    [InlineData(443, ConnectionSecurity.ImplicitTls, "https://jmap.example.com/.well-known/jmap")]
    [InlineData(8443, ConnectionSecurity.ImplicitTls, "https://jmap.example.com:8443/.well-known/jmap")]
    [InlineData(80, ConnectionSecurity.StartTls, "https://jmap.example.com:80/.well-known/jmap")]
    [InlineData(80, ConnectionSecurity.None, "http://jmap.example.com/.well-known/jmap")]
    [InlineData(443, ConnectionSecurity.None, "http://jmap.example.com:443/.well-known/jmap")]
    public void A_JMAP_session_has_a_well_known_URL(int port, ConnectionSecurity security, string expected)
    {
        DomainName domain = DomainName.Parse("example.com");
        MailServer server = new(MailServerType.Jmap, Template.Parse("JMAP.%EMAILDOMAIN%"), port, security);
        MailAccount account = new(domain, new DomainConfiguration(domain, new Provider("P", "P"), [server], []));
        Assert.Equal(expected, account.JmapUrlOf(server));
    }
}
