using Automua.Core.Model;

namespace Automua.Core.Tests.Model;

public sealed class HostTemplateTests
{
    [Theory]
    [InlineData("mail.example.com", "mail.example.com")]
    [InlineData(" MAIL.Example.com. ", "mail.example.com")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("%EMAILDOMAIN%", "asked.example")]
    [InlineData("IMAP.%EMAILDOMAIN%", "imap.asked.example")]
    [InlineData("mx-%EMAILDOMAIN%", "mx-asked.example")]
    [InlineData("größe.%EMAILDOMAIN%", "xn--gre-6ka8i.asked.example")]
    [InlineData("mail.%EMAILDOMAIN%.", "mail.asked.example")]
    [InlineData("%EMAILDOMAIN%.mail.example.com", "asked.example.mail.example.com")]
    public void A_host_name_is_literal_lower_case_A_labels_for_the_domain_asked_about(string text, string expected)
    {
        Assert.True(HostTemplate.TryParse(text, out Template? host, out string? error), error);
        DomainName domain = DomainName.Parse("asked.example");
        MailServer server = new(MailServerType.Imap, host, 993, ConnectionSecurity.ImplicitTls);
        MailAccount account = new(domain, new DomainConfiguration(domain, new Provider("P", "P"), [server], []));
        Assert.Equal(expected, account.HostOf(server));
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("mail server", "letters, digits, hyphens")]
    [InlineData("mail_1.example.com", "letters, digits, hyphens")]
    [InlineData("mail.example.com:993", "letters, digits, hyphens")]
    [InlineData("https://mail.example.com", "letters, digits, hyphens")]
    [InlineData("192.0.2.1", "IP address")]
    [InlineData("-.%EMAILDOMAIN%", "hyphen")]
    [InlineData("..%EMAILDOMAIN%", "empty label")]
    [InlineData("%EMAILDOMAIN%.1", "ends in a number")]
    [InlineData("%EMAILLOCALPART%.example.com", "no placeholder but %EMAILDOMAIN%")]
    [InlineData("%EMAILADDRESS%", "no placeholder but %EMAILDOMAIN%")]
    [InlineData("%REALNAME%.%EMAILDOMAIN%", "no placeholder but %EMAILDOMAIN%")]
    [InlineData("%HOST%", "unknown placeholder %HOST%")]
    public void What_is_no_host_name_is_refused_with_the_reason(string? text, string reason)
    {
        Assert.False(HostTemplate.TryParse(text, out Template? host, out string? error));
        Assert.Null(host);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }
}
