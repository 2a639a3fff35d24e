using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class AutodiscoverGetTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private static readonly string[] Paths = ["/autodiscover/autodiscover.xml", "/autodiscover.xml", "/Autodiscover/Autodiscover.xml"];

    [Theory]
    [InlineData("autodiscover.example.com")]
    [InlineData("autodiscover.example.com:443")]
    [InlineData("AutoDiscover.Example.com")]
    [InlineData("example.com")]
    public async Task AD_06_GET_gives_what_the_host_tells_without_a_login(string host)
    {
        foreach (string path in Paths)
        {
            Reply reply = await seeded.Program.GetAsync(path, host);
            Assert.Equal(200, reply.Status);
            Assert.Equal("text/xml; charset=utf-8", reply["Content-Type"]);
            Assert.Contains("imap1.example.com", AutodiscoverBody.Named(reply.Xml, "Server"));
            Assert.Empty(AutodiscoverBody.Named(reply.Xml, "LoginName"));
            Assert.Empty(AutodiscoverBody.Named(reply.Xml, "AutoDiscoverSMTPAddress"));
            Assert.DoesNotContain('%', reply.Text);
        }
    }

    [Theory]
    [InlineData("emailaddress=user@example.com", null)]
    [InlineData("Email=user@example.com", null)]
    [InlineData("EMAIL=user%40example.com", null)]
    [InlineData("emailAddress=user@example.com", null)]
    [InlineData("Email=user@example.com", "autodiscover.example.com")]
    public async Task AD_06_GET_with_an_address_gives_its_login(string query, string? host)
    {
        foreach (string path in Paths)
        {
            Reply reply = await seeded.Program.GetAsync($"{path}?{query}", host);
            Assert.Equal(200, reply.Status);
            Assert.Equal("no-store", reply["Cache-Control"]);
            Assert.Contains("user@example.com", AutodiscoverBody.Named(reply.Xml, "LoginName"));
        }
    }

    [Fact]
    public async Task AD_06_GET_with_an_address_says_what_POST_says()
    {
        Reply got = await seeded.Program.GetAsync("/autodiscover.xml?Email=user@example.net");
        using StringContent content = AutodiscoverBody.Content("user@example.net");
        Reply posted = await seeded.Program.SendAsync(HttpMethod.Post, "/autodiscover.xml", content);
        Assert.Equal(posted.Body, got.Body);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("", "autodiscover.unknown.example")]
    [InlineData("", "autodiscover.half.example")]
    [InlineData("?emailaddress=user@unknown.example", null)]
    [InlineData("?Email=user@half.example", null)]
    public async Task AD_06_GET_for_nothing_that_is_known_is_404(string query, string? host)
    {
        foreach (string path in Paths)
            (await seeded.Program.GetAsync(path + query, host)).AssertProblem(404);
    }

    [Theory]
    [InlineData("emailaddress=")]
    [InlineData("Email=zq7mark")]
    [InlineData("email=zq7mark@")]
    [InlineData("emailaddress=zq7mark@-")]
    public async Task AD_06_GET_with_a_malformed_address_is_400(string query)
    {
        foreach (string path in Paths)
        {
            Reply reply = await seeded.Program.GetAsync($"{path}?{query}");
            reply.AssertProblem(400);
            Assert.DoesNotContain("zq7", reply.Text, StringComparison.Ordinal);
        }
    }
}
