namespace Automua.Functions.Tests.Http;

public sealed class MalformedRequestTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private const string Target = "/mail/config-v1.1.xml?emailaddress=user@example.com";

    public static TheoryData<string, string, int> TooLarge => new()
    {
        { "one header", $"GET / HTTP/1.1\r\nHost: x\r\nX: {new string('a', 20_000)}\r\n\r\n", 431 },
        { "one header's name", $"GET / HTTP/1.1\r\nHost: x\r\n{new string('a', 20_000)}: 1\r\n\r\n", 431 },
        { "a host", $"GET / HTTP/1.1\r\nHost: {new string('a', 20_000)}\r\n\r\n", 431 },
        { "many headers", $"GET / HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 100).Select(i => $"X{i}: 1\r\n"))}\r\n", 431 },
        { "one header many times", $"GET / HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Repeat("X: 1\r\n", 5_000))}\r\n", 431 },
        { "all headers together", $"GET / HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 40).Select(i => $"X{i}: {new string('a', 500)}\r\n"))}\r\n", 431 },
        { "the path", $"GET /{new string('a', 9_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 414 },
        { "the query", $"GET /?{new string('a', 9_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 414 },
        { "an address", $"GET {Target}{new string('a', 100_000)} HTTP/1.1\r\nHost: x\r\n\r\n", 414 },
        { "the length of a body", "POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nContent-Length: 9223372036854775807\r\n\r\n", 413 },
    };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public async Task What_is_too_large_is_refused(string name, string request, int status)
    {
        Assert.NotEmpty(name);
        Reply? reply = await RawConnection.ExchangeAsync(seeded.Program, request);
        Assert.Equal(status, reply?.Status);
        await AssertServesAsync();
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("GET\r\n\r\n")]
    [InlineData("GET /\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("GET / HTTP/7.3\r\nHost: x\r\n\r\n")]
    [InlineData("GET  / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET mail/config-v1.1.xml HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /x#/../mail/config-v1.1.xml HTTP/1.1\r\nHost: example.com\r\n\r\n")]
    [InlineData("GET /mail/config-v1.1.xml# HTTP/1.1\r\nHost: example.com\r\n\r\n")]
    [InlineData("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /v1.1/example.com%00 HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /\u00ff\u00fe HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("G\u00e4T / HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: user@x\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: [\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x:y\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: \0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nNo colon\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n: no name\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nA\0B: 1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nA: 1\0\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nUser-Agent: \u00ff\u00fe\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")]
    [InlineData("POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData("POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003 TLS here\r\n\r\n")]
    [InlineData("\0\0\0\0\0\0\0\0\r\n\r\n")]
    [InlineData("EHLO mail.example.com\r\nMAIL FROM:<>\r\n\r\n")]
    public async Task Garbage_is_refused_and_never_the_fault_of_the_service(string request)
    {
        using RawConnection connection = await RawConnection.OpenAsync(seeded.Program);
        await connection.SendAsync(request);
        connection.EndSending();
        Reply? reply = await connection.ReadReplyAsync();
        // 505 is for a version of HTTP that there is not.
        Assert.True(reply is null or { Status: (>= 400 and < 500) or 505 }, $"{reply?.Status}");
        await AssertServesAsync();
    }

    [Theory]
    [InlineData("/%", 404)]
    [InlineData("/%zz", 404)]
    [InlineData("/%FF%FE", 404)]
    [InlineData("/%C0%80", 404)]
    [InlineData("/v1.1/%", 400)]
    [InlineData("/v1.1/%FF", 400)]
    [InlineData("/v1.1/%ED%A0%80", 400)]
    [InlineData("/v1.1/%F0%9F%98", 400)]
    [InlineData("/mail/config-v1.1.xml?%", 404)]
    [InlineData("/mail/config-v1.1.xml?%=%&%zz=%zz", 404)]
    [InlineData("/mail/config-v1.1.xml?emailaddress=%", 400)]
    [InlineData("/mail/config-v1.1.xml?emailaddress", 400)]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user@%FF%FE", 400)]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user@example%C0%AEcom", 400)]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user@%ED%A0%80.example", 400)]
    [InlineData("/mail/config-v1.1.xml?=user@example.com", 404)]
    [InlineData("/mail/config-v1.1.xml?&&&;;;===", 404)]
    [InlineData("/mobileconfig?emailaddress=user@example.com&name=%FF%FE", 200)]
    [InlineData("/mobileconfig?emailaddress=user@example.com&name=%", 200)]
    public async Task Wrong_escapes_are_not_the_fault_of_the_service(string target, int status) =>
        Assert.Equal(status, (await seeded.Program.GetAsync(target)).Status);

    [Theory]
    [InlineData("GET {0} HTTP/1.0\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: x:99999999\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: exa_mple\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: -.-\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: 127.1:80\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: ...\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nhOST: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET http://other.example{0} HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc")]
    [InlineData("GET {0} HTTP/1.1\r\nHost: x\r\nUser-Agent: \u00c3\u00bc\r\nConnection: close\r\n\r\n")]
    [InlineData("\r\nGET {0} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")]
    [InlineData("GET {0} HTTP/1.1\nHost: x\nConnection: close\n\n")]
    public async Task An_odd_request_that_can_be_understood_is_answered(string pattern)
    {
        Reply? reply = await RawConnection.ExchangeAsync(seeded.Program, string.Format(pattern, Target));
        Assert.Equal(200, reply?.Status);
    }

    [Fact]
    public async Task A_host_of_8_KiB_is_no_domain()
    {
        string host = string.Join('.', Enumerable.Repeat(new string('a', 60), 130));
        Reply? reply = await RawConnection.ExchangeAsync(seeded.Program, $"GET {Target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Assert.Equal(200, reply?.Status);
    }

    [Fact]
    public async Task Several_requests_may_come_at_once()
    {
        using RawConnection connection = await RawConnection.OpenAsync(seeded.Program);
        await connection.SendAsync(
            $"GET {Target} HTTP/1.1\r\nHost: x\r\n\r\nHEAD {Target} HTTP/1.1\r\nHost: x\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Equal(200, (await connection.ReadReplyAsync())?.Status);
        Assert.Equal(200, (await connection.ReadReplyAsync(toHead: true))?.Status);
        Assert.Equal("alive", (await connection.ReadReplyAsync())?.Json.GetProperty("status").GetString());
    }

    private async Task AssertServesAsync() => Assert.Equal(200, (await seeded.Program.GetAsync(Target)).Status);
}
