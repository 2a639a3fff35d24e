using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>The program answers what the files say, and nothing else.</summary>
[UnderTheHost]
public sealed class FunctionRouteTests(SampleProgram sample) : IClassFixture<SampleProgram>
{
    private static readonly string[] Methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "QUERY"];

    public static TheoryData<string> Functions => [.. FunctionFile.All.Select(file => file.Function)];

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Every_listed_method_is_answered(string function)
    {
        FunctionFile file = FunctionFile.Named(function);
        foreach (string method in file.Methods)
        {
            Reply reply = await AskAsync(method, file.ExamplePath);
            int expected = file.IsAdministration ? 401
                : method == "OPTIONS" ? 204
                : file.Function.StartsWith("DavDiscovery", StringComparison.Ordinal) ? 307
                : 200;
            Assert.True(reply.Status == expected, $"{method} {file.ExamplePath}: {reply.Status}");
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task No_other_method_is_answered(string function)
    {
        FunctionFile file = FunctionFile.Named(function);
        foreach (string method in Methods.Except(file.Methods))
        {
            Reply reply = await AskAsync(method, file.ExamplePath);
            Assert.True(reply.Status == (HostUnderTest.IsThere ? 404 : 405), $"{method} {file.ExamplePath}: {reply.Status}");
            reply.AssertNoFunction(405);
            if (HostUnderTest.IsThere)
                continue;
            Assert.Equal(
                file.Methods.Order(StringComparer.Ordinal),
                reply["Allow"]!.Split(',', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("/mail")]
    [InlineData("/mail/config-v1.2.xml")]
    [InlineData("/mail/config-v1.1.xml/more")]
    [InlineData("/v1.1")]
    [InlineData("/v1.1/")]
    [InlineData("/v1.1/mail/config-v1.2.xml")]
    [InlineData("/v1.1/example.com/more")]
    [InlineData("/v1.0/example.com")]
    [InlineData("/.well-known")]
    [InlineData("/.well-known/autoconfig")]
    [InlineData("/autodiscover")]
    [InlineData("/autodiscover/more.xml")]
    [InlineData("/autodiscover.json")]
    [InlineData("/autodiscover/autodiscover.json/v1.0")]
    [InlineData("/autodiscover/autodiscover.json/v2.0/user@example.com")]
    [InlineData("/autodiscover/autodiscover.json/v1.0/user@example.com/more")]
    [InlineData("/mobileconfig/more")]
    [InlineData("/initdb/more")]
    [InlineData("/healthz/more")]
    [InlineData("/Site")]
    [InlineData("/InitDb/function.json")]
    [InlineData("/Site/function.json")]
    [InlineData("/host.json")]
    [InlineData("/automua.dll")]
    [InlineData("/automua.sqlite")]
    [InlineData("/.automua.conf")]
    [InlineData("/../automua.sqlite")]
    [InlineData("/%2e%2e/automua.sqlite")]
    [InlineData("/mail/..%2F..%2Fautomua.sqlite")]
    [InlineData("/index.html")]
    [InlineData("/first.html")]
    [InlineData("/favicon.ico")]
    [InlineData("/admin")]
    [InlineData("/admin/host/status")]
    [InlineData("/runtime/webhooks")]
    [InlineData("/api/Autoconfig")]
    [InlineData("/metrics")]
    [InlineData("/error")]
    [InlineData("/{domain}")]
    [InlineData("/*")]
    public async Task No_other_path_is_answered(string path)
    {
        foreach (string method in (string[])["GET", "POST", "DELETE"])
            (await AskAsync(method, path)).AssertNoFunction(404);
    }

    [Fact]
    public async Task OPTIONS_of_the_whole_server_is_answered()
    {
        Reply? reply = await RawConnection.ExchangeAsync(sample.Program, "OPTIONS * HTTP/1.1\r\nHost: example.com\r\n\r\n");
        Assert.Equal(204, reply?.Status);
    }

    private Task<Reply> AskAsync(string method, string path) => sample.Program.SendAsync(new HttpMethod(method), path, null, "example.com");
}
