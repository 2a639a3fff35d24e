using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>Whose word on host and client is believed.</summary>
public sealed class ForwardedHeaderTests(ForwardingPrograms programs) : IClassFixture<ForwardingPrograms>
{
    private const string Nobody = "127.0.0.1";

    [Theory]
    [InlineData(0, "example.com", "X-Forwarded-Host: example.net", "example.com")]
    [InlineData(0, "unknown.example", "X-Forwarded-Host: example.net", null)]
    [InlineData(0, "example.com", "Forwarded: host=example.net", "example.com")]
    [InlineData(0, "example.com", "X-Original-Host: example.net", "example.com")]
    [InlineData(1, "proxy.example", "X-Forwarded-Host: example.net", "example.net")]
    [InlineData(1, "proxy.example", "x-forwarded-host: Autoconfig.EXAMPLE.net:443", "example.net")]
    [InlineData(1, "proxy.example", "X-Forwarded-Host: example.org, example.net", "example.net")]
    [InlineData(1, "proxy.example", "X-Forwarded-Host: example.org,example.net ", "example.net")]
    [InlineData(1, "proxy.example", "X-Forwarded-Host: example.org|X-Forwarded-Host: example.net", "example.net")]
    [InlineData(1, "proxy.example", "X-Forwarded-Host: example.net, unknown.example", null)]
    [InlineData(1, "example.com", "X-Other: example.net", "example.com")]
    [InlineData(1, "example.com", "X-Forwarded-Host: ", "example.com")]
    [InlineData(1, "example.com", "X-Forwarded-Host: example.net,", "example.com")]
    [InlineData(1, "example.com", "X-Forwarded-Host: [", null)]
    [InlineData(1, "example.com", "X-Forwarded-Host: exa_mple:x:y", null)]
    [InlineData(2, "proxy.example", "X-Forwarded-Host: example.org, example.net, proxy.example", "example.net")]
    [InlineData(2, "proxy.example", "X-Forwarded-Host: example.net, proxy.example", "example.net")]
    [InlineData(2, "proxy.example", "X-Forwarded-Host: example.org|X-Forwarded-Host: example.net, proxy.example", "example.net")]
    [InlineData(2, "proxy.example", "X-Forwarded-Host: example.org, example.net|X-Forwarded-Host: proxy.example", "example.net")]
    [InlineData(2, "proxy.example", "X-Forwarded-Host: a|X-Forwarded-Host: example.net|X-Forwarded-Host: proxy.example", "example.net")]
    [InlineData(2, "example.com", "X-Forwarded-Host: example.net", "example.com")]
    public async Task The_host_is_what_the_trusted_proxies_say(int proxyCount, string host, string headers, string? domain)
    {
        SeenRequest seen = await SeenRequest.AskAsync(programs.Behind(proxyCount), host, headers);
        seen.AssertDomain(domain);
    }

    [Theory]
    [InlineData(0, "X-Forwarded-For: 203.0.113.1", Nobody)]
    [InlineData(0, "X-Real-IP: 203.0.113.1", Nobody)]
    [InlineData(1, "X-Forwarded-For: 203.0.113.1", "203.0.113.1")]
    [InlineData(1, "X-Forwarded-For: 198.51.100.9, 203.0.113.1", "203.0.113.1")]
    [InlineData(1, "X-Forwarded-For: 198.51.100.9|X-Forwarded-For: 203.0.113.1", "203.0.113.1")]
    [InlineData(1, "X-Forwarded-For: 203.0.113.1:4711", "203.0.113.1")]
    [InlineData(1, "X-Forwarded-For: 2001:db8::1", "2001:db8::1")]
    [InlineData(1, "X-Forwarded-For: [2001:db8::1]:4711", "2001:db8::1")]
    [InlineData(1, "X-Forwarded-For: nonsense", Nobody)]
    [InlineData(1, "X-Forwarded-For: 203.0.113.1, unknown", Nobody)]
    [InlineData(1, "X-Real-IP: 203.0.113.1", Nobody)]
    [InlineData(2, "X-Forwarded-For: 198.51.100.9, 203.0.113.1, 192.0.2.5", "203.0.113.1")]
    [InlineData(2, "X-Forwarded-For: 198.51.100.9|X-Forwarded-For: 203.0.113.1|X-Forwarded-For: 192.0.2.5", "203.0.113.1")]
    [InlineData(2, "X-Forwarded-For: 203.0.113.1", Nobody)]
    public async Task The_client_is_whom_the_trusted_proxies_name(int proxyCount, string headers, string client)
    {
        SeenRequest seen = await SeenRequest.AskAsync(programs.Behind(proxyCount), "example.com", headers);
        Assert.Equal(client, seen.Client);
    }

    [Fact]
    public async Task Caches_are_told_when_a_forwarded_host_decided()
    {
        SeenRequest direct = await SeenRequest.AskAsync(programs.Behind(0), "example.com", "X-Forwarded-Host: example.net");
        Assert.DoesNotContain("Vary", direct.Reply.Headers.Keys, StringComparer.OrdinalIgnoreCase);
        SeenRequest forwarded = await SeenRequest.AskAsync(programs.Behind(1), "proxy.example", "X-Forwarded-Host: example.net");
        Assert.Equal("X-Forwarded-Host", forwarded.Reply["Vary"]);
    }

    [Theory]
    [InlineData(0, "X-Forwarded-Proto: https", "http")]
    [InlineData(1, "X-Forwarded-Proto: https", "https")]
    [InlineData(1, "X-Forwarded-Proto: http, HTTPS", "https")]
    [InlineData(1, "X-Forwarded-Proto: https, http", "http")]
    [InlineData(2, "X-Forwarded-Proto: https, http", "https")]
    [InlineData(2, "X-Forwarded-Proto: https", "(null)")]
    [InlineData(1, "X-Forwarded-Proto: gopher", "(null)")]
    [InlineData(1, "X-Other: https", "(null)")]
    public async Task The_scheme_is_what_the_trusted_proxies_say(int proxyCount, string headers, string scheme)
    {
        SeenRequest seen = await SeenRequest.AskAsync(programs.Behind(proxyCount), "example.com", headers);
        Assert.Equal(scheme, seen.Scheme);
    }

    [Theory]
    // The host puts its own address into Host, and what it saw into the forwarded headers.
    [InlineData("127.0.0.1:{0}", "X-Forwarded-Host: example.net|X-Forwarded-For: 203.0.113.1", "example.net", "203.0.113.1")]
    [InlineData("localhost:{0}", "X-Forwarded-Host: autoconfig.example.net:443|X-Forwarded-For: 203.0.113.1:5", "example.net", "203.0.113.1")]
    [InlineData("127.0.0.1:{0}", "X-Other: 1", null, Nobody)]
    // Or it passes everything on: then a client may have written the forwarded headers.
    [InlineData("example.com", "X-Forwarded-Host: example.net|X-Forwarded-For: 203.0.113.1", "example.com", Nobody)]
    [InlineData("example.com:443", "X-Forwarded-Host: example.net|X-Forwarded-For: 203.0.113.1", "example.com", Nobody)]
    [InlineData("unknown.example", "X-Forwarded-Host: example.net|X-Forwarded-For: 203.0.113.1", null, Nobody)]
    [InlineData("127.0.0.1:1", "X-Forwarded-Host: example.net|X-Forwarded-For: 203.0.113.1", null, Nobody)]
    [InlineData("127.0.0.1", "X-Forwarded-Host: example.net|X-Forwarded-For: 203.0.113.1", null, Nobody)]
    public async Task A_custom_handler_believes_the_host_and_no_client(string host, string headers, string? domain, string client)
    {
        SeenRequest seen = await SeenRequest.AskAsync(
            programs.CustomHandler, string.Format(host, programs.CustomHandler.BaseAddress.Port), headers);
        seen.AssertDomain(domain);
        Assert.Equal(client, seen.Client);
    }

    [Fact]
    public async Task Alone_the_program_believes_no_one_who_asks_it_by_its_own_address()
    {
        AutomuaProgram program = programs.Behind(0);
        SeenRequest seen = await SeenRequest.AskAsync(program, $"127.0.0.1:{program.BaseAddress.Port}", "X-Forwarded-Host: example.net");
        seen.AssertDomain(null);
    }
}
