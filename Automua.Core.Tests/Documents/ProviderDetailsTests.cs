using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Tests.Documents;

public sealed class ProviderDetailsTests
{
    private static readonly Provider Names = new("Mail & More", "M&M");

    private static readonly Provider Full = Names with
    {
        AllowPlain = true,
        OAuth2 = new("issuer", "a b", "https://a.example/", "https://t.example/"),
        Hosts = [DomainName.Parse("autoconfig.hoster.example")],
        ActiveSyncUrl = "https://eas.example/Microsoft-Server-ActiveSync",
        RedirectAddress = Template.Parse("%EMAILLOCALPART%@hoster.example"),
        Organization = "Hoster GmbH",
        ProfileDescription = "Sets up mail.",
        ConsentText = [new(null, "Agree?"), new("de", "Einverstanden?")],
        MxDomains = [DomainName.Parse("mx.example")],
        Documentation = [new("https://help.example/", [new("de", "Hilfe \"<&>\""), new(null, "Help")]), new("https://x.example/", [])],
        Enable = [new(null, [new("en", "Do")]), new("https://e.example/", [])],
        WebMail = new(
            Template.Parse("https://%EMAILDOMAIN%/"),
            new WebMailForm(Template.Parse("https://f.example/"), Template.WholeAddress) { PasswordField = new(null, "p") }),
    };

    [Fact]
    public void Nothing_is_written_of_a_provider_that_says_nothing() => Assert.Null(ProviderDetails.Write(Names));

    [Fact]
    public void What_is_written_is_read_back()
    {
        string details = ProviderDetails.Write(Full)!;
        Assert.True(ProviderDetails.TryRead(Names, details, out Provider? read, out string? error), error);
        Assert.Equal(details, ProviderDetails.Write(read));
        Assert.Equal(Full.WebMail, read.WebMail);
        Assert.Equal(Full.OAuth2, read.OAuth2);
        Assert.Equal(Full.Documentation, read.Documentation);
        Assert.Equal(Full.Enable, read.Enable);
        Assert.Equal(Full.MxDomains, read.MxDomains);
        Assert.Equal(Full.Hosts, read.Hosts);
        Assert.Equal(Full.ActiveSyncUrl, read.ActiveSyncUrl);
        Assert.Equal(Full.RedirectAddress, read.RedirectAddress);
        Assert.Equal(Full.Organization, read.Organization);
        Assert.Equal(Full.ProfileDescription, read.ProfileDescription);
        Assert.Equal(Full.ConsentText, read.ConsentText);
        Assert.True(read.AllowPlain);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"oauth2\":1}")]
    [InlineData("{\"mx_domains\":[\"a_b\"]}")]
    [InlineData("{\"organization\":\"\\ud800\"}")]
    [InlineData("{\"redirect_address\":\"%EMAILADDRESS%\"}")]
    [InlineData("{\"activesync_url\":\"http://eas.example/\"}")]
    [InlineData("{\"redirect_address\":\"hoster.example\"}")]
    [InlineData("{\"redirect_address\":\"%USER%@hoster.example\"}")]
    [InlineData("{\"documentation\":[{}]}")]
    [InlineData("{\"allow_plain\":\"perhaps\"}")]
    [InlineData("{\"web_mail\":{\"login_page\":\"%USER%\"}}")]
    public void What_is_no_details_is_refused(string details)
    {
        Assert.False(ProviderDetails.TryRead(Names, details, out Provider? read, out string? error));
        Assert.Null(read);
        Assert.NotEqual("", error);
    }
}
