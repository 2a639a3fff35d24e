using System.Net;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.WebServers;

/// <summary>XX-01: what web servers write down. Each fixture holds all lines against it at its end; here they are provoked.</summary>
public abstract partial class WebServerContract
{
    [Fact]
    public async Task The_log_tells_of_requests_without_their_addresses()
    {
        using WebClient client = fixture.NewClient();
        Assert.Equal(200, (await client.GetAsync("https://autoconfig.example.com/mail/config-v1.1.xml?emailaddress=zq7mark@example.com", ("User-Agent", "Mail/1.0"))).Status);
        await Eventually.IsAsync(() => Task.FromResult(LineOf(client.Address) is not null));
        string line = LineOf(client.Address)!;
        Assert.Contains(" GET https autoconfig.example.com /mail/config-v1.1.xml 200 ", line, StringComparison.Ordinal);
        Assert.Contains("\"Mail/1.0\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain("zq7mark", Server.Logs, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/autodiscover/autodiscover.json/v1.0/zq8mark@example.com?Protocol=AutodiscoverV1", "autodiscover.example.com")]
    [InlineData("/autodiscover/autodiscover.json/v1.0/zq8mark%40example.com?Protocol=AutodiscoverV1", "autodiscover.example.com")]
    [InlineData("/autodiscover/autodiscover.json/v1.0/zq8mark%2540example.com?Protocol=AutodiscoverV1", "autodiscover.example.com")]
    [InlineData("/autodiscover/autodiscover.json/v1.0/zq8mark@example.com?Protocol=AutodiscoverV1", WebServer.SiteDomain)]
    [InlineData("/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=zq8mark@example.com", WebServer.SiteDomain)]
    [InlineData("/v1.1/zq8mark@example.com", WebServer.Service)]
    [InlineData("/unknown?emailaddress=zq8mark@example.com", WebServer.Service)]
    [InlineData("/initdb/zq8mark@example.com?emailaddress=zq8mark@example.com", WebServer.Service)]
    [InlineData("/../zq8mark@example.com", WebServer.Service)]
    [InlineData("/%zz/zq8mark@example.com", WebServer.Service)]
    [InlineData("/zq8mark@example.com%00", WebServer.Service)]
    [InlineData("/mail/config-v1.1.xml?emailaddress=zq8mark@example.com\r\nContent-Length: 70000", WebServer.Service)]
    public async Task No_line_holds_an_address_whatever_is_asked(string target, string host)
    {
        IPAddress address = fixture.NewAddress();
        using RawConnection connection = await RawConnection.OpenAsync(new Uri($"http://127.0.0.1:{Server.PlainPort}"), address);
        string[] lines = target.Split("\r\n", 2);
        string headers = $"Host: {host}\r\nUser-Agent: zq8mark@example.com\r\nReferer: http://example.com/?emailaddress=zq8mark@example.com\r\n";
        await connection.SendAsync($"GET {lines[0]} HTTP/1.1\r\n{headers}{string.Concat(lines[1..].Select(line => $"{line}\r\n"))}\r\n");
        Assert.NotNull(await connection.ReadReplyAsync());
        await Eventually.IsAsync(() => Task.FromResult(LineOf(address) is not null));
        Assert.DoesNotContain("zq8mark", Server.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_down_leaves_no_addresses_either()
    {
        await using WebServer server = await fixture.StartAsync(fixture.NewServer(), new Uri($"http://127.0.0.1:{FreePort.Next()}"));
        using WebClient client = fixture.NewClient(server);
        foreach (string host in (string[])["autoconfig.example.com", WebServer.SiteDomain])
        {
            Reply reply = await client.GetAsync($"https://{host}/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=zq9mark@example.com");
            Assert.True(reply.Status is 502 or 503, $"{reply.Status}");
            Assert.True((await client.GetAsync($"https://{host}/autodiscover/autodiscover.json/v1.0/zq9mark@example.com")).Status is 502 or 503);
        }

        await Eventually.IsAsync(() => Task.FromResult(server.Logs.Contains("/.well-known/autoconfig/mail/config-v1.1.xml 50", StringComparison.Ordinal)));
        Assert.DoesNotContain("zq9mark", server.Logs, StringComparison.Ordinal);
        WebServerFixture.AssertNoAddress(server.Logs);
    }

    private string? LineOf(IPAddress client) =>
        Server.Logs.Split('\n').FirstOrDefault(line => line.StartsWith($"{client} ", StringComparison.Ordinal));
}
