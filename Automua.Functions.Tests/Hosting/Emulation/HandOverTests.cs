using System.Text;
using System.Text.Json;
using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>What a handler gets of a request, and a client of an answer.</summary>
public sealed class HandOverTests(SharedHostedApps apps) : IClassFixture<SharedHostedApps>
{
    private static readonly (string Name, string Value)[] Passing =
    [
        ("x-functions-key", "a-key"), ("Authorization", "Bearer x"), ("If-None-Match", "\"a\""), ("Accept-Language", "de, en;q=0.5"),
        ("Origin", "https://web.example"), ("X-Original-Host", "original.example"), ("X-Azure-FDID", "an-id"), ("X-Azure-SocketIP", "198.51.100.1"),
    ];

    public static TheoryData<HandOver> Ways => [.. Enum.GetValues<HandOver>()];

    [Theory]
    [InlineData("/echo?x=1&x=2", "/echo?x=1,2", "/echo?x=1&x=2")]
    [InlineData("/echo?a=u%40b", "/echo?a=u@b", "/echo?a=u%40b")]
    [InlineData("/echo?a=u+b", "/echo?a=u%20b", "/echo?a=u+b")]
    [InlineData("/echo?a=u%2Bb", "/echo?a=u%2Bb", "/echo?a=u%2Bb")]
    [InlineData("/echo?a=%C3%BC", "/echo?a=%C3%BC", "/echo?a=%C3%BC")]
    [InlineData("/echo?a=%252E", "/echo?a=%252E", "/echo?a=%252E")]
    [InlineData("/echo/a%3Fb", "/echo/a?b", "/echo/a%3Fb")]
    [InlineData("/echo/a%2Fb", "/echo/a%2Fb", "/echo/a%252Fb")]
    [InlineData("/echo/a%40b%20c", "/echo/a@b%20c", "/echo/a@b%20c")]
    public async Task Forwarding_writes_the_URL_anew_and_proxying_nearly_keeps_it(string target, string forwarded, string proxied)
    {
        Assert.Equal(forwarded, (await apps[HandOver.Forwarding].GetAsync(target)).Json.GetProperty("target").GetString());
        Assert.Equal(proxied, (await apps[HandOver.Proxying].GetAsync(target)).Json.GetProperty("target").GetString());
    }

    [Fact]
    public async Task Forwarding_keeps_the_host_and_the_forwarded_headers()
    {
        JsonElement headers = await HeadersAsync(HandOver.Forwarding);
        Assert.Equal("asked.example:8443", headers.GetProperty("host").GetString());
        Assert.Equal("192.0.2.1", headers.GetProperty("x-forwarded-for").GetString());
        Assert.Equal("client.example", headers.GetProperty("x-forwarded-host").GetString());
        Assert.Equal("gopher", headers.GetProperty("x-forwarded-proto").GetString());
    }

    [Fact]
    public async Task Proxying_tells_the_handlers_own_host_and_what_the_host_itself_saw()
    {
        JsonElement headers = await HeadersAsync(HandOver.Proxying);
        Assert.Equal($"127.0.0.1:{apps[HandOver.Proxying].Host.Handler.Port}", headers.GetProperty("host").GetString());
        Assert.Equal("127.0.0.1", headers.GetProperty("x-forwarded-for").GetString());
        Assert.Equal("asked.example:8443", headers.GetProperty("x-forwarded-host").GetString());
        Assert.Equal("http", headers.GetProperty("x-forwarded-proto").GetString());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Other_headers_pass(HandOver handOver)
    {
        JsonElement headers = await HeadersAsync(handOver);
        foreach ((string name, string value) in Passing)
            Assert.Equal(value, headers.GetProperty(name.ToLowerInvariant()).GetString());
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_body_passes_octet_by_octet(HandOver handOver)
    {
        string body = string.Concat(Enumerable.Repeat("ü-0123456789", 100_000));
        using StringContent content = new(body, Encoding.UTF8, "text/xml");
        JsonElement seen = (await apps[handOver].SendAsync("POST", "/echo", content)).Json;
        Assert.Equal(body, seen.GetProperty("body").GetString());
        Assert.Equal("text/xml; charset=utf-8", seen.GetProperty("headers").GetProperty("content-type").GetString());
        Assert.Equal($"{Encoding.UTF8.GetByteCount(body)}", seen.GetProperty("headers").GetProperty("content-length").GetString());
    }

    [Fact]
    public async Task Forwarding_drops_the_bodys_encoding_and_refuses_a_type_or_a_length_that_it_cannot_tell()
    {
        HostedApp app = apps[HandOver.Forwarding];
        Assert.False((await PostAsync(app, ("Content-Encoding", "gzip"))).Json.GetProperty("headers").TryGetProperty("content-encoding", out _));
        Assert.True((await PostAsync(apps[HandOver.Proxying], ("Content-Encoding", "gzip"))).Json.GetProperty("headers").TryGetProperty("content-encoding", out _));
        foreach ((string Name, string Value) header in ((string, string)[])[("Content-Type", "nonsense;;;="), ("Transfer-Encoding", "chunked")])
        {
            int before = app.App.Deliveries;
            Reply reply = await PostAsync(app, header);
            Assert.Equal(500, reply.Status);
            Assert.Empty(reply.Body);
            Assert.Equal(before, app.App.Deliveries);
            Assert.Equal("body", (await PostAsync(apps[HandOver.Proxying], header)).Json.GetProperty("body").GetString());
        }
    }

    [Fact]
    public async Task Forwarding_drops_a_type_without_a_body()
    {
        foreach (HandOver handOver in Enum.GetValues<HandOver>())
        {
            using ByteArrayContent nothing = new([]);
            nothing.Headers.TryAddWithoutValidation("Content-Type", "text/xml");
            JsonElement headers = (await apps[handOver].SendAsync("POST", "/echo", nothing)).Json.GetProperty("headers");
            Assert.Equal(handOver == HandOver.Proxying, headers.TryGetProperty("content-type", out _));
        }
    }

    [Theory]
    [InlineData("204")]
    [InlineData("201")]
    [InlineData("302")]
    [InlineData("304")]
    [InlineData("404")]
    [InlineData("405")]
    [InlineData("422")]
    [InlineData("500")]
    [InlineData("503")]
    public async Task Every_status_passes_with_headers_and_body_and_no_redirect_is_followed(string status)
    {
        foreach (HandOver handOver in Enum.GetValues<HandOver>())
        {
            Reply reply = await apps[handOver].GetAsync($"/status/{status}");
            Assert.Equal(int.Parse(status), reply.Status);
            Assert.Equal("/elsewhere", reply["Location"]);
            Assert.Equal("yes", reply["X-Kept"]);
            Assert.Equal(status is "204" or "304" ? "" : "body", reply.Text);
            Assert.Null(reply["Server"]);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task HEAD_passes_as_HEAD(HandOver handOver)
    {
        Reply reply = await apps[handOver].SendAsync("HEAD", "/status/200");
        Assert.Equal(200, reply.Status);
        Assert.Equal("yes", reply["X-Kept"]);
        Assert.Empty(reply.Body);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_packed_answer_stays_packed(HandOver handOver)
    {
        Reply reply = await apps[handOver].GetAsync("/packed", ("Accept-Encoding", "gzip"));
        Assert.Equal("gzip", reply["Content-Encoding"]);
        Assert.Equal([0x1f, 0x8b, 8, 0], reply.Body);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_header_beyond_ASCII_is_500_without_content(HandOver handOver)
    {
        Reply reply = await apps[handOver].GetAsync("/octets");
        Assert.Equal(500, reply.Status);
        Assert.Empty(reply.Body);
        Assert.Null(reply["X-Name"]);
    }

    [Theory]
    [InlineData(HandOver.Forwarding, 4)]
    [InlineData(HandOver.Proxying, 40)]
    public async Task A_request_without_a_body_is_delivered_again_when_no_answer_comes(HandOver handOver, int deliveries)
    {
        HostedApp app = apps[handOver];
        int before = app.App.Deliveries;
        Reply reply = await app.GetAsync("/close/now");
        Assert.Equal(500, reply.Status);
        Assert.Empty(reply.Body);
        Assert.Equal(deliveries, app.App.Deliveries - before);
        Assert.Equal(1, app.Host.Starts);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_request_with_a_body_is_delivered_once(HandOver handOver)
    {
        HostedApp app = apps[handOver];
        int before = app.App.Deliveries;
        using StringContent content = new(new string('a', 100_000));
        Assert.Equal(500, (await app.SendAsync("POST", "/close/now", content)).Status);
        Assert.Equal(1, app.App.Deliveries - before);
    }

    [Theory]
    [InlineData("GET /echo?{0} HTTP/1.1\r\nHost: x\r\n\r\n", 8_300, 414)]
    [InlineData("GET /echo HTTP/1.1\r\nHost: x\r\nX: {0}\r\n\r\n", 33_000, 431)]
    public async Task A_head_that_is_too_large_is_refused(string request, int length, int status)
    {
        foreach (HandOver handOver in Enum.GetValues<HandOver>())
        {
            using RawConnection connection = await RawConnection.OpenAsync(apps[handOver].Host.BaseAddress);
            await connection.SendAsync(string.Format(request, new string('a', length)));
            Assert.Equal(status, (await connection.ReadReplyAsync())?.Status);
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task More_than_100_headers_or_100_MiB_are_refused(HandOver handOver)
    {
        using RawConnection many = await RawConnection.OpenAsync(apps[handOver].Host.BaseAddress);
        await many.SendAsync($"GET /echo HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 101).Select(i => $"X{i}: 1\r\n"))}\r\n");
        Assert.Equal(431, (await many.ReadReplyAsync())?.Status);
        using RawConnection large = await RawConnection.OpenAsync(apps[handOver].Host.BaseAddress);
        await large.SendAsync($"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: {(100 * 1024 * 1024) + 1}\r\n\r\n");
        Reply? reply = await large.ReadReplyAsync();
        Assert.Equal(500, reply?.Status);
        Assert.Empty(reply!.Body);
    }

    private async Task<JsonElement> HeadersAsync(HandOver handOver)
    {
        Reply reply = await apps[handOver].GetAsync(
            "/echo",
            [
                ("Host", "asked.example:8443"), ("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Host", "client.example"), ("X-Forwarded-Proto", "gopher"),
                .. Passing,
            ]);
        Assert.Equal(200, reply.Status);
        return reply.Json.GetProperty("headers");
    }

    private static async Task<Reply> PostAsync(HostedApp app, (string Name, string Value) header)
    {
        using ByteArrayContent content = new("body"u8.ToArray());
        content.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await app.SendAsync("POST", "/echo", content, header);
    }
}
