using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class CommonHeaderTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private static readonly string[] PublicTargets =
    [
        .. AutoconfigRoutes.For("example.com"), "/autodiscover/autodiscover.xml", "/autodiscover.xml", "/mobileconfig",
        "/autodiscover/autodiscover.json?Email=user@example.com&Protocol=AutodiscoverV1", "/autodiscover/autodiscover.json",
        "/autodiscover/autodiscover.json/v1.0/user@example.com?Protocol=AutodiscoverV1",
        "/email.mobileconfig?emailaddress=user@example.com", $"{PaccTests.Path}?emailaddress=user@example.com", "/settings?emailaddress=user@example.com", "/",
        "/healthz", "/readyz",
        "/mail/config-v1.1.xml?emailaddress=user@unknown.example", "/mail/config-v1.1.xml?emailaddress=nonsense",
    ];

    [Fact]
    public async Task Pages_of_others_may_read_public_documents()
    {
        foreach (string target in PublicTargets)
        {
            foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
            {
                Reply reply = await seeded.Program.SendAsync(method, target, null, null, ("Origin", "https://web.example"));
                Assert.True(reply["Access-Control-Allow-Origin"] == "*", $"{method} {target}");
                Assert.Null(reply["Access-Control-Allow-Credentials"]);
            }
        }
    }

    [Fact]
    public async Task OPTIONS_is_204_and_says_what_pages_of_others_may_do()
    {
        foreach (string target in PublicTargets)
        {
            Reply reply = await seeded.Program.SendAsync(
                HttpMethod.Options, target, null, null, ("Origin", "https://web.example"), ("Access-Control-Request-Method", "GET"));
            Assert.Equal(204, reply.Status);
            Assert.Empty(reply.Body);
            Assert.Equal("*", reply["Access-Control-Allow-Origin"]);
            Assert.Equal("GET, HEAD", reply["Access-Control-Allow-Methods"]);
            Assert.Equal("nosniff", reply["X-Content-Type-Options"]);
        }
    }

    [Theory]
    [InlineData("POST", "/autodiscover/autodiscover.xml")]
    [InlineData("GET", "/initdb")]
    [InlineData("HEAD", "/initdb")]
    [InlineData("POST", "/initdb")]
    [InlineData("DELETE", "/initdb")]
    [InlineData("OPTIONS", "/initdb")]
    [InlineData("GET", "/manage")]
    [InlineData("OPTIONS", "/manage")]
    [InlineData("GET", "/manage/v1/status")]
    [InlineData("OPTIONS", "/manage/v1/status")]
    [InlineData("GET", "/nothing")]
    [InlineData("OPTIONS", "/nothing")]
    [InlineData("PUT", "/mail/config-v1.1.xml")]
    public async Task Pages_of_others_may_do_nothing_else(string method, string target)
    {
        using ByteArrayContent? body = method == "POST" ? new ByteArrayContent([]) : null;
        Reply reply = await seeded.Program.SendAsync(
            new HttpMethod(method), target, body, null, ("Origin", "https://web.example"), ("Access-Control-Request-Method", "POST"));
        Assert.DoesNotContain(reply.Headers.Keys, name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("GET", "/mail/config-v1.1.xml?emailaddress=user@example.com")]
    [InlineData("GET", "/mail/config-v1.1.xml?emailaddress=user@unknown.example")]
    [InlineData("GET", "/mail/config-v1.1.xml?emailaddress=nonsense")]
    [InlineData("HEAD", "/v1.1/example.com")]
    [InlineData("OPTIONS", "/v1.1/example.com")]
    [InlineData("GET", "/autodiscover.xml?emailaddress=user@example.com")]
    [InlineData("POST", "/autodiscover.xml")]
    [InlineData("GET", "/mobileconfig?emailaddress=user@example.com")]
    [InlineData("GET", "/mobileconfig")]
    [InlineData("GET", "/")]
    [InlineData("GET", "/healthz")]
    [InlineData("GET", "/readyz")]
    [InlineData("GET", "/initdb")]
    public async Task No_client_guesses_the_type_and_none_learns_what_serves_it(string method, string target)
    {
        using ByteArrayContent? body = method == "POST" ? new ByteArrayContent([]) : null;
        Reply reply = await seeded.Program.SendAsync(new HttpMethod(method), target, body);
        Assert.Equal("nosniff", reply["X-Content-Type-Options"]);
        Assert.NotNull(reply["Cache-Control"]);
        Assert.Null(reply["Server"]);
        Assert.Null(reply["X-Powered-By"]);
    }

    [Theory]
    [InlineData("GET", "/nothing", 404)]
    [InlineData("PATCH", "/mail/config-v1.1.xml", 405)]
    public async Task Nor_from_what_no_function_answers(string method, string target, int status)
    {
        Reply reply = await seeded.Program.SendAsync(new HttpMethod(method), target);
        reply.AssertNoFunction(status);
        Assert.Null(reply["Server"]);
        Assert.Null(reply["X-Powered-By"]);
    }

    [Fact]
    public async Task A_validated_answer_has_them_too()
    {
        Reply reply = await seeded.Program.GetAsync("/mail/config-v1.1.xml", "example.com", ("If-None-Match", "*"));
        Assert.Equal(304, reply.Status);
        Assert.Equal("nosniff", reply["X-Content-Type-Options"]);
        Assert.Equal("*", reply["Access-Control-Allow-Origin"]);
    }
}
