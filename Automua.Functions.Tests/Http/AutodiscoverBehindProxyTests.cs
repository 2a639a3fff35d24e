using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

/// <summary>Where clients are sent depends on what they see, which is what the trusted proxies tell.</summary>
[UnderTheHost(HandOver.Forwarding)]
public sealed class AutodiscoverBehindProxyTests(ForwardingPrograms programs) : IClassFixture<ForwardingPrograms>
{
    private const string Redirected = "https://autodiscover.example.com/autodiscover/autodiscover.xml";

    private static readonly string[] Paths =
    [
        "/autodiscover/autodiscover.xml", "/Autodiscover/Autodiscover.xml", "/autodiscover/autodiscover.xml/", "/autodiscover.xml",
        "/autodiscover/autodiscover.xml?Email=zq7mark@example.com", "/autodiscover/autodiscover.xml?Email=zq7mark",
    ];

    [Theory]
    [InlineData(1, "autodiscover.example.com", "X-Forwarded-Proto: http")]
    [InlineData(1, "autodiscover.example.com:80", "X-Forwarded-Proto: HTTP")]
    [InlineData(1, "AutoDiscover.Example.COM.:8080", "X-Forwarded-Proto: https, http")]
    [InlineData(1, "proxy.example", "X-Forwarded-Proto: http|X-Forwarded-Host: autodiscover.example.com")]
    [InlineData(2, "autodiscover.example.com", "X-Forwarded-Proto: http, https")]
    public async Task AD_08_plain_http_is_sent_to_https(int proxyCount, string host, string headers)
    {
        foreach (string path in Paths)
        {
            foreach (string method in (string[])["GET", "HEAD"])
                AssertRedirected(await AskAsync(programs.Behind(proxyCount), method, path, host, headers));
        }
    }

    [Fact]
    public async Task AD_08_a_domain_need_not_be_known()
    {
        Reply reply = await AskAsync(programs.Behind(1), "GET", Paths[0], "autodiscover.xn--bcher-kva.example", "X-Forwarded-Proto: http");
        Assert.Equal(302, reply.Status);
        Assert.Equal("https://autodiscover.xn--bcher-kva.example/autodiscover/autodiscover.xml", reply["Location"]);
    }

    [Theory]
    [InlineData(0, "autodiscover.example.com", "X-Other: 1")]
    [InlineData(0, "autodiscover.example.com", "X-Forwarded-Proto: http")]
    [InlineData(1, "autodiscover.example.com", "X-Other: 1")]
    [InlineData(1, "autodiscover.example.com", "X-Forwarded-Proto: https")]
    [InlineData(1, "autodiscover.example.com", "X-Forwarded-Proto: http, https")]
    [InlineData(1, "autodiscover.example.com", "X-Forwarded-Proto: gopher")]
    [InlineData(1, "example.com", "X-Forwarded-Proto: http")]
    [InlineData(1, "autoconfig.example.com", "X-Forwarded-Proto: http")]
    [InlineData(1, "autodiscover.example.com", "X-Forwarded-Proto: http|X-Forwarded-Host: example.com")]
    [InlineData(2, "autodiscover.example.com", "X-Forwarded-Proto: http")]
    public async Task AD_08_nothing_else_is_sent_elsewhere(int proxyCount, string host, string headers)
    {
        Reply reply = await AskAsync(programs.Behind(proxyCount), "GET", Paths[0], host, headers);
        Assert.Equal(200, reply.Status);
        Assert.Null(reply["Location"]);
        Assert.Contains("imap1.example.com", AutodiscoverBody.Named(reply.Xml, "Server"));
    }

    [Theory]
    [InlineData("OPTIONS", 204)]
    [InlineData("POST", 200)]
    public async Task AD_08_other_methods_are_answered(string method, int status)
    {
        Reply reply = await AskAsync(
            programs.Behind(1), method, Paths[0], "autodiscover.example.com", "X-Forwarded-Proto: http|Content-Length: 0");
        Assert.Equal(status, reply.Status);
        Assert.Null(reply["Location"]);
    }

    [Fact]
    public async Task AD_08_under_the_Functions_host_its_word_counts_and_no_clients()
    {
        AutomuaProgram program = programs.CustomHandler;
        string own = $"127.0.0.1:{program.BaseAddress.Port}";
        AssertRedirected(await AskAsync(program, "GET", Paths[0], own, "X-Forwarded-Host: autodiscover.example.com|X-Forwarded-Proto: http"));
        Reply secure = await AskAsync(program, "GET", Paths[0], own, "X-Forwarded-Host: autodiscover.example.com|X-Forwarded-Proto: https");
        Assert.Equal(200, secure.Status);
        Reply passedOn = await AskAsync(program, "GET", Paths[0], "autodiscover.example.com", "X-Forwarded-Proto: http");
        Assert.Equal(200, passedOn.Status);
    }

    [Fact]
    public async Task AD_10_under_the_Functions_host_a_client_that_names_no_host_is_told_the_domains()
    {
        // The host has nothing but its own address to tell then.
        AutomuaProgram program = programs.CustomHandler;
        foreach (string headers in (string[])["X-Other: 1", "X-Forwarded-Proto: https", "X-Forwarded-Host: "])
        {
            Reply reply = await AskAsync(
                program, "GET", "/autodiscover/autodiscover.json?Email=user@example.net&Protocol=AutodiscoverV1", $"127.0.0.1:{program.BaseAddress.Port}", headers);
            Assert.Equal("https://autodiscover.example.net/autodiscover/autodiscover.xml", reply.Json.GetProperty("Url").GetString());
        }
    }

    [Theory]
    [InlineData(0, "autodiscover.example.com", "X-Forwarded-Host: evil.example", "autodiscover.example.com")]
    [InlineData(1, "proxy.example", "X-Forwarded-Host: mail.example", "mail.example")]
    [InlineData(1, "127.0.0.1:4243", "X-Forwarded-Host: mail.example|X-Forwarded-Proto: https", "mail.example")]
    [InlineData(1, "127.0.0.1:4243", "X-Forwarded-Host: mail.example:8443|X-Forwarded-Proto: https", "mail.example:8443")]
    [InlineData(1, "127.0.0.1:4243", "X-Forwarded-Host: mail.example:8443", "mail.example:8443")]
    [InlineData(1, "127.0.0.1:4243", "X-Forwarded-Host: mail.example:443|X-Forwarded-Proto: https", "mail.example")]
    [InlineData(1, "127.0.0.1:4243", "X-Forwarded-Host: mail.example:8080|X-Forwarded-Proto: http", "mail.example")]
    [InlineData(1, "127.0.0.1:4243", "X-Forwarded-Host: mail.example:|X-Forwarded-Proto: https", "mail.example")]
    [InlineData(1, "127.0.0.1:4243", "X-Forwarded-Host: mail.example:65536|X-Forwarded-Proto: https", "mail.example")]
    [InlineData(1, "127.0.0.1:4243", "X-Forwarded-Host: [fe80::1%eth0]:8443|X-Forwarded-Proto: https", "[fe80::1]:8443")]
    [InlineData(2, "proxy.example", "X-Forwarded-Host: mail.example, inner.example", "mail.example")]
    [InlineData(1, "proxy.example", "X-Forwarded-Host: a\"b", "autodiscover.example.net")]
    [InlineData(1, "proxy.example", "X-Forwarded-Host: mail.example@evil.example", "autodiscover.example.net")]
    [InlineData(1, "proxy.example", "X-Forwarded-Host: mail.example/path", "autodiscover.example.net")]
    public async Task AD_10_the_URL_is_on_the_host_that_the_trusted_proxies_name(int proxyCount, string host, string headers, string authority)
    {
        foreach (string target in (string[])["?Email=user@example.net&Protocol=AutodiscoverV1", "/v1.0/user@example.net?Protocol=AutodiscoverV1"])
        {
            Reply reply = await AskAsync(programs.Behind(proxyCount), "GET", $"/autodiscover/autodiscover.json{target}", host, headers);
            Assert.Equal(200, reply.Status);
            Assert.Equal($"https://{authority}/autodiscover/autodiscover.xml", reply.Json.GetProperty("Url").GetString());
        }
    }

    private static void AssertRedirected(Reply reply)
    {
        Assert.Equal(302, reply.Status);
        Assert.Equal(Redirected, reply["Location"]);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Assert.Equal("nosniff", reply["X-Content-Type-Options"]);
        Assert.Null(reply["ETag"]);
        Assert.Empty(reply.Body);
    }

    private static async Task<Reply> AskAsync(AutomuaProgram program, string method, string target, string host, string headers)
    {
        Reply? reply = await RawConnection.ExchangeAsync(
            program,
            $"{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{headers.Replace("|", "\r\n", StringComparison.Ordinal)}\r\n\r\n");
        Assert.NotNull(reply);
        return reply;
    }
}
