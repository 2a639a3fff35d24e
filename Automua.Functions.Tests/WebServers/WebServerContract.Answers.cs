using System.Text;
using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.WebServers;

/// <summary>What apps are answered.</summary>
public abstract partial class WebServerContract
{
    private static readonly string[] HeadersOfAnswers =
        ["Content-Type", "Cache-Control", "ETag", "Location", "Content-Disposition", "Access-Control-Allow-Origin", "X-Content-Type-Options"];

    [Theory]
    [InlineData("https://autoconfig.example.com/mail/config-v1.1.xml?emailaddress=user@example.com")]
    [InlineData("https://autoconfig.example.com/mail/config-v1.1.xml")]
    [InlineData("https://autoconfig.example.com/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=user%40example.com")]
    [InlineData("https://autoconfig.example.com/v1.1/mail/config-v1.1.xml?emailaddress=a+b@example.com")]
    [InlineData("https://autoconfig.example.com/.well-known/mail-v1.xml?emailaddress=user@example.com")]
    [InlineData("https://automua.hoster.example/v1.1/example.net")]
    [InlineData("https://automua.hoster.example/mail/config-v1.1.xml?emailaddress=user@example.net")]
    [InlineData("https://autodiscover.example.com/AutoDiscover/AutoDiscover.xml")]
    [InlineData("https://autodiscover.example.com/autodiscover.xml?Email=user@example.com")]
    [InlineData("https://autodiscover.example.com/autodiscover/autodiscover.json?Email=user@example.com&Protocol=AutodiscoverV1")]
    [InlineData("https://autodiscover.example.com/autodiscover/autodiscover.json/v1.0/user@example.com?Protocol=AutodiscoverV1")]
    [InlineData("https://automua.hoster.example/autodiscover/autodiscover.json/v1.0/user%40example.com?Protocol=AutodiscoverV1")]
    [InlineData("https://automua.hoster.example/mobileconfig?emailaddress=user@example.com&name=Jane+Doe")]
    [InlineData("https://autoconfig.example.com/email.mobileconfig?emailaddress=user@example.com")]
    [InlineData("https://ua-auto-config.example.com/.well-known/user-agent-configuration.json")]
    [InlineData("https://automua.hoster.example/settings?emailaddress=user@example.com")]
    [InlineData("https://automua.hoster.example/?emailaddress=user@example.com")]
    [InlineData("https://automua.hoster.example/")]
    [InlineData("https://automua.hoster.example/assets/site.css")]
    [InlineData("https://autoconfig.example.com/.well-known/caldav")]
    [InlineData("https://autoconfig.example.com/.well-known/carddav")]
    [InlineData("https://automua.hoster.example/mail/config-v1.1.xml?emailaddress=user@unknown.example")]
    [InlineData("https://autoconfig.unknown.example/mail/config-v1.1.xml")]
    [InlineData("http://autoconfig.example.com/mail/config-v1.1.xml?emailaddress=user@example.com")]
    [InlineData("http://autoconfig.example.com/.well-known/autoconfig/mail/config-v1.1.xml")]
    [InlineData("http://automua.hoster.example/autodiscover/autodiscover.json?Protocol=AutodiscoverV1&Email=user@example.net")]
    [InlineData("http://autodiscover.example.com/autodiscover/autodiscover.xml")]
    [InlineData("http://automua.hoster.example/readyz")]
    // The web site's own names, of which parts are passed on.
    [InlineData("https://example.com/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=user@example.com")]
    [InlineData("http://example.com/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=user@example.com")]
    [InlineData("https://example.com/.well-known/mail-v1.xml")]
    [InlineData("https://example.com/.well-known/user-agent-configuration.json")]
    [InlineData("https://example.com/.well-known/caldav")]
    [InlineData("https://example.com/.well-known/carddav/")]
    [InlineData("https://example.com/Autodiscover/Autodiscover.xml")]
    [InlineData("https://example.com/autodiscover/autodiscover.json/v1.0/user@example.com?Protocol=AutodiscoverV1")]
    public async Task Apps_are_answered_as_by_the_program_alone(string url)
    {
        using WebClient client = fixture.NewClient();
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head, HttpMethod.Options])
            AssertSame(await AskAloneAsync(method, new Uri(url)), await client.SendAsync(method, url));
    }

    [Theory]
    [InlineData("https://autodiscover.example.com/autodiscover/autodiscover.xml", "user@example.com", AutodiscoverBody.OutlookRequest, AutodiscoverBody.OutlookResponse)]
    [InlineData("https://automua.hoster.example/Autodiscover/Autodiscover.xml", "user@example.net", AutodiscoverBody.OutlookRequest, AutodiscoverBody.OutlookResponse)]
    [InlineData("https://autodiscover.sync.example/autodiscover/autodiscover.xml", "a@sync.example", AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.MobileSyncResponse)]
    [InlineData("http://automua.hoster.example/autodiscover.xml", "user@example.com", AutodiscoverBody.OutlookRequest, AutodiscoverBody.OutlookResponse)]
    [InlineData("https://example.com/autodiscover/autodiscover.xml", "user@example.com", AutodiscoverBody.OutlookRequest, AutodiscoverBody.OutlookResponse)]
    public async Task Autodiscover_is_answered_as_by_the_program_alone(string url, string address, string request, string response)
    {
        using WebClient client = fixture.NewClient();
        using StringContent first = AutodiscoverBody.Content(address, request, response);
        using StringContent second = AutodiscoverBody.Content(address, request, response);
        Reply reply = await client.SendAsync(HttpMethod.Post, url, first);
        AssertSame(await AskAloneAsync(HttpMethod.Post, new Uri(url), second), reply);
        Assert.Empty(AutodiscoverBody.Named(reply.Xml, "ErrorCode"));
    }

    [Fact]
    public async Task Calendar_apps_are_sent_on_whatever_they_ask()
    {
        using WebClient client = fixture.NewClient();
        foreach (string host in (string[])["autoconfig.example.com", WebServer.SiteDomain])
        {
            using StringContent body = new("""<propfind xmlns="DAV:"><prop/></propfind>""", Encoding.UTF8, "text/xml");
            Reply reply = await client.SendAsync(new HttpMethod("PROPFIND"), $"https://{host}/.well-known/caldav", body, ("Depth", "0"));
            Assert.Equal((307, "https://caldav.example.com/"), (reply.Status, reply["Location"]));
        }
    }

    [Theory]
    [InlineData("http://autodiscover.example.com/autodiscover/autodiscover.xml")]
    [InlineData("http://autodiscover.example.com/Autodiscover/Autodiscover.xml")]
    public async Task Outlook_is_sent_from_http_to_https(string url)
    {
        using WebClient client = fixture.NewClient();
        Reply reply = await client.GetAsync(url);
        Assert.Equal((302, "https://autodiscover.example.com/autodiscover/autodiscover.xml"), (reply.Status, reply["Location"]));
    }

    [Fact]
    public async Task Apps_may_ask_whether_anything_has_changed()
    {
        using WebClient client = fixture.NewClient();
        const string Url = "https://autoconfig.example.com/mail/config-v1.1.xml";
        (string, string) encoding = ("Accept-Encoding", "gzip");
        string etag = (await client.GetAsync(Url, encoding))["ETag"]!;
        Assert.Equal(304, (await client.GetAsync(Url, encoding, ("If-None-Match", etag))).Status);
    }

    [Fact]
    public async Task Bodies_are_as_large_as_the_service_takes_them()
    {
        using WebClient client = fixture.NewClient();
        foreach (string host in (string[])["autodiscover.example.com", WebServer.SiteDomain])
        {
            using StringContent fits = new(AutodiscoverBody.Text("user@example.com").PadRight(64 * 1024));
            Assert.Equal(200, (await client.SendAsync(HttpMethod.Post, $"https://{host}{Autodiscover}", fits)).Status);
            using StringContent large = new(AutodiscoverBody.Text("user@example.com").PadRight((64 * 1024) + 1));
            Assert.Equal(413, (await client.SendAsync(HttpMethod.Post, $"https://{host}{Autodiscover}", large)).Status);
        }
    }

    [Fact]
    public async Task Certbot_can_prove_every_name()
    {
        string folder = Directory.CreateDirectory(Path.Combine(Server.Webroot, ".well-known", "acme-challenge")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "token"), "token.thumbprint");
        using WebClient client = fixture.NewClient();
        foreach (string name in (string[])[WebServer.Service, "autoconfig.anything.example", "autodiscover.anything.example", "ua-auto-config.anything.example"])
            Assert.Equal("token.thumbprint", (await client.GetAsync($"http://{name}/.well-known/acme-challenge/token")).Text);
        Assert.Equal("token.thumbprint", (await client.GetAsync($"https://{WebServer.Service}/.well-known/acme-challenge/token")).Text);
        Assert.Equal(404, (await client.GetAsync($"http://{WebServer.Service}/.well-known/acme-challenge/other")).Status);
    }

    [Fact]
    public async Task A_web_site_of_its_own_stays_what_it_is()
    {
        using WebClient client = fixture.NewClient();
        foreach (string scheme in (string[])["http", "https"])
        {
            Assert.Equal(WebServer.SiteText, (await client.GetAsync($"{scheme}://{WebServer.SiteDomain}/index.html")).Text);
            foreach (string path in (string[])["/settings", "/mobileconfig", "/initdb", "/manage", "/.well-known/other", "/autodiscovery"])
                Assert.Equal(404, (await client.GetAsync($"{scheme}://{WebServer.SiteDomain}{path}")).Status);
        }
    }

    private static void AssertSame(Reply alone, Reply reply)
    {
        Assert.Equal(alone.Status, reply.Status);
        Assert.Equal(alone.Body, reply.Body);
        foreach (string header in HeadersOfAnswers)
            Assert.Equal(alone[header], reply[header]);
    }
}
