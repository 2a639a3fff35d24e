using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class CachingTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private const string Path = "/mail/config-v1.1.xml";
    private const string Host = "autoconfig.example.com";

    [Theory]
    [InlineData(Path, Host)]
    [InlineData(Path + "?emailaddress=user@example.com", Host)]
    [InlineData("/v1.1/example.com", "example.com")]
    [InlineData("/autodiscover/autodiscover.xml", "autodiscover.example.com")]
    [InlineData("/autodiscover.xml", "example.com")]
    [InlineData("/settings", "autoconfig.example.com")]
    [InlineData("/.well-known/user-agent-configuration.json", "ua-auto-config.example.com")]
    [InlineData("/.well-known/user-agent-configuration.json?emailaddress=user@example.com", "example.com")]
    public async Task What_the_host_decided_alone_may_be_kept_by_all(string target, string host)
    {
        Reply reply = await seeded.Program.GetAsync(target, host);
        Assert.Equal(200, reply.Status);
        Assert.Equal("public, max-age=300", reply["Cache-Control"]);
        Assert.Matches("^\"[!-~]+\"$", reply["ETag"]);
        Assert.Equal(reply["ETag"], (await seeded.Program.GetAsync(target, host))["ETag"]);
    }

    [Theory]
    [InlineData(Path + "?emailaddress=user@example.com", null)]
    [InlineData("/v1.1/example.com", null)]
    [InlineData("/autodiscover/autodiscover.xml?emailaddress=user@example.com", null)]
    [InlineData("/autodiscover/autodiscover.xml?emailaddress=user@example.com", "autodiscover.example.com")]
    [InlineData("/.well-known/user-agent-configuration.json?emailaddress=user@example.com", null)]
    [InlineData("/settings?emailaddress=user@example.com", null)]
    [InlineData("/settings?emailaddress=user@example.com", "example.com")]
    [InlineData("/mobileconfig?emailaddress=user@example.com", null)]
    [InlineData("/mobileconfig?emailaddress=user@example.com", "example.com")]
    [InlineData("/mobileconfig", "example.com")]
    [InlineData("/autodiscover/autodiscover.json?Protocol=AutodiscoverV1", "autodiscover.example.com")]
    [InlineData("/autodiscover/autodiscover.json/v1.0/user@example.com?Protocol=AutodiscoverV1", "autodiscover.example.com")]
    [InlineData("/", null)]
    [InlineData("/healthz", null)]
    [InlineData("/readyz", null)]
    public async Task What_depends_on_more_is_kept_by_nobody(string target, string? host)
    {
        Reply reply = await seeded.Program.GetAsync(target, host, ("If-None-Match", "*"));
        Assert.Equal(200, reply.Status);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Assert.Null(reply["ETag"]);
    }

    [Fact]
    public async Task Autodiscover_by_POST_is_kept_by_nobody_even_at_a_host_of_a_tenant()
    {
        Reply reply = await seeded.Program.SendAsync(
            HttpMethod.Post, "/autodiscover/autodiscover.xml", AutodiscoverBody.Content("user@example.com"), "autodiscover.example.com");
        Assert.Equal(200, reply.Status);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Assert.Null(reply["ETag"]);
    }

    [Theory]
    [InlineData("GET", Path, 404)]
    [InlineData("GET", Path + "?emailaddress=nonsense", 400)]
    [InlineData("GET", "/initdb", 401)]
    [InlineData("OPTIONS", Path, 204)]
    public async Task Errors_and_answers_without_content_are_kept_by_nobody(string method, string target, int status)
    {
        Reply reply = await seeded.Program.SendAsync(new HttpMethod(method), target);
        Assert.Equal(status, reply.Status);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Assert.Null(reply["ETag"]);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("PUT", Path, 405)]
    public async Task What_no_function_answers_has_no_validator(string method, string target, int status)
    {
        Reply reply = await seeded.Program.SendAsync(new HttpMethod(method), target);
        reply.AssertNoFunction(status);
        Assert.Null(reply["ETag"]);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("*")]
    [InlineData("\"other\", {0}")]
    [InlineData("{0},\"other\"")]
    [InlineData("\"a\" , W/\"b\",W/{0}")]
    public async Task A_known_document_is_304_without_content(string pattern)
    {
        string etag = (await seeded.Program.GetAsync(Path, Host))["ETag"]!;
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            Reply reply = await seeded.Program.SendAsync(method, Path, null, Host, ("If-None-Match", string.Format(pattern, etag)));
            Assert.Equal(304, reply.Status);
            Assert.Empty(reply.Body);
            Assert.Equal(etag, reply["ETag"]);
            Assert.Equal("public, max-age=300", reply["Cache-Control"]);
        }
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("")]
    [InlineData(",,")]
    [InlineData("W/\"other\", \"*\"")]
    [InlineData("nonsense")]
    public async Task An_unknown_document_is_sent(string value)
    {
        Reply reply = await seeded.Program.GetAsync(Path, Host, ("If-None-Match", value));
        Assert.Equal(200, reply.Status);
        Assert.NotEmpty(reply.Body);
    }

    [Fact]
    public async Task Different_documents_have_different_validators()
    {
        string?[] tags =
        [
            (await seeded.Program.GetAsync(Path, "example.com"))["ETag"],
            (await seeded.Program.GetAsync(Path, "example.net"))["ETag"],
            (await seeded.Program.GetAsync(Path, "example.org"))["ETag"],
            (await seeded.Program.GetAsync("/autodiscover.xml", "example.com"))["ETag"],
        ];
        Assert.Equal(tags.Length, tags.Distinct().Count());
        Assert.All(tags, Assert.NotNull);
    }
}
