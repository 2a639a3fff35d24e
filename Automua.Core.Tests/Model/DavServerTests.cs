using Automua.Core.Model;
using Automua.Core.Tests.Conformance;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Model;

[Properties(Arbitrary = [typeof(Models)])]
public sealed class DavServerTests
{
    private static readonly TemplateValues Values = new("ada@example.com", "ada", "example.com", "Ada Lovelace");

    [Theory]
    [InlineData("https://dav.example.com/", 0, "https://dav.example.com/")]
    [InlineData("https://dav.example.com/", 443, "https://dav.example.com/")]
    [InlineData("https://dav.example.com/", 80, "https://dav.example.com:80/")]
    [InlineData("http://dav.example.com/", 80, "http://dav.example.com/")]
    [InlineData("http://dav.example.com/", 443, "http://dav.example.com:443/")]
    [InlineData("HTTPS://Dav.Example.com/x", 443, "HTTPS://dav.example.com/x")]
    [InlineData("https://dav.example.com", 8443, "https://dav.example.com:8443")]
    [InlineData("https://dav.example.com/a:b/", 8443, "https://dav.example.com:8443/a:b/")]
    [InlineData("https://dav.example.com?u=1", 8443, "https://dav.example.com:8443?u=1")]
    [InlineData("https://dav.example.com#f", 8443, "https://dav.example.com:8443#f")]
    [InlineData("https://dav.example.com:9443/", 8443, "https://dav.example.com:9443/")]
    [InlineData("https://dav.%EMAILDOMAIN%/%EMAILADDRESS%/", 0, "https://dav.example.com/ada@example.com/")]
    [InlineData("https://dav.example.com/?u=%EMAILLOCALPART%&n=%REALNAME%", 0, "https://dav.example.com/?u=ada&n=Ada%20Lovelace")]
    [InlineData(" https://dav.example.com/caf%C3%A9/ ", 0, "https://dav.example.com/caf%C3%A9/")]
    public void A_URL_is_expanded_with_its_port(string text, int port, string expected)
    {
        Assert.True(UrlTemplate.TryParse(text, out Template? url, out string? error), error);
        Assert.Equal(expected, new DavServer(DavServerType.CalDav, url) { Port = port }.UrlFor(Values));
    }

    [Theory]
    [InlineData("a?b#c", "a%3Fb%23c")]
    [InlineData("a/b", "a%2Fb")]
    [InlineData("a%2fb", "a%252fb")]
    [InlineData("\"a b\"", "%22a%20b%22")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("用户", "%E7%94%A8%E6%88%B7")]
    public void What_a_mailbox_brings_into_a_URL_is_percent_encoded(string localPart, string expected)
    {
        EmailAddress address = EmailAddress.Parse($"{localPart}@example.com");
        DavServer server = new(DavServerType.CalDav, Template.Parse("https://dav.example.com/%EMAILLOCALPART%/%EMAILADDRESS%/"));
        Assert.Equal(
            $"https://dav.example.com/{expected}/{expected}@example.com/",
            server.UrlFor(TemplateValues.ForMailbox(address, address.Domain, null)));
    }

    [Fact]
    public void Placeholders_of_any_mailbox_stay_in_a_URL()
    {
        DavServer server = new(DavServerType.CalDav, Template.Parse("https://dav.%EMAILDOMAIN%/%EMAILLOCALPART%/%EMAILADDRESS%/"));
        Assert.Equal(
            "https://dav.example.com/%EMAILLOCALPART%/%EMAILADDRESS%/",
            server.UrlFor(TemplateValues.ForAnyMailbox(DomainName.Parse("example.com"))));
    }

    [Theory]
    [InlineData("https://dav.%EMAILDOMAIN%/a/b", "https://dav.example.com/a/b")]
    [InlineData("https://dav.example.com/a/%EMAILADDRESS%/", "https://dav.example.com/a/")]
    [InlineData("https://dav.example.com/a/~%EMAILLOCALPART%/b", "https://dav.example.com/a/")]
    [InlineData("https://dav.example.com/a/b?u=/%REALNAME%", "https://dav.example.com/a/")]
    [InlineData("https://dav.example.com?u=%EMAILADDRESS%", "https://dav.example.com/")]
    [InlineData("https://dav.example.com:8443#%EMAILADDRESS%", "https://dav.example.com:8443/")]
    public void The_root_ends_before_the_mailbox(string url, string root) => Assert.Equal(
        root, new DavServer(DavServerType.CalDav, Template.Parse(url)).RootFor(DomainName.Parse("example.com")));

    [Property(MaxTest = 300)]
    public void A_URL_of_any_mailbox_is_a_URL_on_the_host_stored(Mailbox mailbox)
    {
        foreach (DavServer server in mailbox.Account.Configuration.DavServers)
        {
            Assert.True(Uri.TryCreate(server.UrlFor(mailbox.Account.Values), UriKind.Absolute, out Uri? url));
            Assert.EndsWith(server.Url.Text.Contains("dav.%", StringComparison.Ordinal) ? mailbox.Account.Domain.Value : "example.com", url.IdnHost, StringComparison.Ordinal);
            Assert.Equal("", url.UserInfo);
            Assert.Equal("", url.Fragment);
        }
    }
}
