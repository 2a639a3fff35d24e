using Automua.Core.Model;

namespace Automua.Core.Tests.Model;

public sealed class UrlTemplateTests
{
    [Theory]
    [InlineData("https://dav.bücher.example/x", "https://dav.xn--bcher-kva.example/x")]
    [InlineData("https://DAV.Example.com.:8443?x", "https://dav.example.com:8443?x")]
    [InlineData("https://dav.%EMAILDOMAIN%/%EMAILADDRESS%", "https://dav.%EMAILDOMAIN%/%EMAILADDRESS%")]
    public void A_literal_host_name_becomes_lower_case_A_labels(string text, string expected)
    {
        Assert.True(UrlTemplate.TryParse(text, out Template? url, out string? error), error);
        Assert.Equal(expected, url.Text);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dav.example.com")]
    [InlineData("//dav.example.com/")]
    [InlineData("/caldav")]
    [InlineData("https://")]
    [InlineData("https:///path")]
    [InlineData("https:dav.example.com")]
    [InlineData("https:\\\\dav.example.com\\")]
    [InlineData("https:/\\dav.example.com/")]
    [InlineData("https://dav.example.com\\calendars")]
    [InlineData("ftp://dav.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user:password@dav.example.com/")]
    [InlineData("https://user@dav.example.com/")]
    [InlineData("https://%EMAILADDRESS%/")]
    [InlineData("https://192.0.2.1/")]
    [InlineData("https://[2001:db8::1]/")]
    [InlineData("https://dav_1.example.com/")]
    [InlineData("https://dav.example.com:99999/")]
    [InlineData("https://dav.example.com/a b")]
    [InlineData("https://dav.example.com/\n/")]
    [InlineData("https://dav.example.com/%USER%/")]
    [InlineData("https://%EMAILLOCALPART%.example.com/")]
    [InlineData("https://dav.%REALNAME%.example.com/")]
    [InlineData("%EMAILDOMAIN%")]
    [InlineData("https://dav.example.com:0/")]
    [InlineData("https://dav.example.com/%emailaddress%/")]
    [InlineData("https://dav.example.com/%EMAIL_ADDRESS%/")]
    public void What_is_no_URL_of_a_service_is_refused(string? text)
    {
        Assert.False(UrlTemplate.TryParse(text, out Template? url, out string? error));
        Assert.Null(url);
        Assert.NotEqual("", error);
    }
}
