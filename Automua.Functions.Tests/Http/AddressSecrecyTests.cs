using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class AddressSecrecyTests
{
    private static readonly string[] Routes =
    [
        .. AutoconfigRoutes.WithQuery, "/autodiscover/autodiscover.xml", "/autodiscover.xml", "/mobileconfig",
        "/autodiscover/autodiscover.json", "/autodiscover/autodiscover.json/v1.0",
        "/email.mobileconfig", PaccTests.Path, "/settings", "/", "/healthz", "/readyz", "/initdb", "/nothing-here",
    ];

    private int _used;

    [Theory]
    [InlineData("DEBUG")]
    [InlineData("INFO")]
    [InlineData("WARNING")]
    public async Task XX_01_whatever_is_sent_no_address_reaches_the_log(string logLevel)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_LOGLEVEL"] = logLevel, ["AUTOMUA_DB_ECHO"] = "yes", ["AUTOMUA_PROXY_COUNT"] = "1" });
        await SeededProgram.StoreAsync(program);
        await AskInQueriesAndPathsAsync(program);
        await AskInHeadersAsync(program);
        await AskInBodiesAsync(program);
        await AskMalformedAsync(program);
        await AskWhileTheStoreFailsAsync(program);
        await program.WaitForLogAsync("SQL:");
        await program.StopAsync();

        string log = Uri.UnescapeDataString(program.Log.Output + program.Log.Error);
        Assert.DoesNotContain("zq7mark", log, StringComparison.OrdinalIgnoreCase);
        program.Log.AssertNoAddress();
        Assert.True(_used > 300, $"Only {_used} addresses were sent.");
    }

    private async Task AskInQueriesAndPathsAsync(AutomuaProgram program)
    {
        foreach (string route in Routes)
        {
            foreach (string domain in (string[])["example.com", "unknown.example", "half.example", "exa_mple.com", "x", ""])
            {
                await program.GetAsync($"{route}?emailaddress={Local()}@{domain}");
                await program.GetAsync($"{route}?EMAIL={Local()}%40{domain}&name={Local()}");
                await program.GetAsync($"{route}?{Local()}@{domain}={Local()}", "autoconfig.example.com");
                await program.GetAsync($"{route}/{Local()}@{domain}");
                await program.GetAsync($"{route}/{Local()}@{domain}?Protocol=AutodiscoverV1");
                await program.GetAsync($"{route}?Email={Local()}@{domain}&Protocol=AutodiscoverV1");
                await program.GetAsync($"{route}?Email=user@example.com&Protocol={Local()}@{domain}");
                await program.SendAsync(HttpMethod.Put, $"{route}?emailaddress={Local()}@{domain}");
                await program.SendAsync(HttpMethod.Options, $"{route}?emailaddress={Local()}@{domain}");
                await program.SendAsync(HttpMethod.Head, $"{route}?emailaddress={Local()}@{domain}");
            }
        }

        await program.GetAsync($"/v1.1/{Local()}@example.com");
        await program.GetAsync($"/v1.1/{Local()}%40example.com");
        await program.GetAsync($"/{Local()}@example.com");
        await program.GetAsync($"/mail/config-v1.1.xml?emailaddress={string.Concat(Enumerable.Repeat(Local(), 400))}@example.com");
        await program.GetAsync($"/mobileconfig?emailaddress={Local()}@example.com&name={Local()}@example.com%00");
    }

    private async Task AskInHeadersAsync(AutomuaProgram program)
    {
        string[] names =
        [
            "User-Agent", "Referer", "Cookie", "Authorization", "x-functions-key", "X-Forwarded-For", "X-Forwarded-Host",
            "X-Forwarded-Proto", "X-Real-IP", "From", "If-None-Match", "Accept", "Origin", "traceparent", "tracestate", "baggage",
            "Correlation-Context", "Request-Id", "X-User-Identity", "X-MapiHttpCapability", "Content-Type", "Expect", "Via",
        ];
        foreach (string name in names)
        {
            foreach (string route in (string[])["/mail/config-v1.1.xml", "/initdb", "/"])
            {
                string address = $"{Local()}@example.com";
                await RawConnection.ExchangeAsync(
                    program, $"GET {route} HTTP/1.1\r\nHost: example.com\r\n{name}: {address}\r\nConnection: close\r\n\r\n");
            }
        }

        string[] hosts = [$"{Local()}@example.com", $"{Local()}.example.com", $"{Local()}@example.com:80", $"{Local()}:{Local()}@x"];
        foreach (string host in hosts)
            await RawConnection.ExchangeAsync(program, $"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    }

    private async Task AskInBodiesAsync(AutomuaProgram program)
    {
        using HttpClient administrator = program.NewAdministrator();
        foreach (string domain in (string[])["example.com", "unknown.example", "half.example", "exa_mple.com", "127.0.0.1"])
        {
            string address = $"{Local()}@{domain}";
            string[] bodies =
            [
                AutodiscoverBody.Text(address),
                AutodiscoverBody.Text(address, AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.MobileSyncResponse),
                AutodiscoverBody.Text(address, request: address),
                AutodiscoverBody.Text(address, response: address),
                AutodiscoverBody.Text(address)[..^30],
                AutodiscoverBody.Text($"{address}&{Local()};"),
                AutodiscoverBody.Text($"<{Local()}>{address}</{Local()}>"),
                address,
                $"{AutodiscoverBody.Text(address)}{new string(' ', 70_000)}",
                $$"""{"provider": "{{address}}", "domains": ["{{address}}"], "servers": [{"type": "{{address}}", "{{address}}": 1}]}""",
            ];
            foreach (string body in bodies)
            {
                using StringContent first = new(body);
                await program.SendAsync(HttpMethod.Post, "/autodiscover/autodiscover.xml", first);
                using FormUrlEncodedContent form = new([KeyValuePair.Create("emailaddress", body[..Math.Min(body.Length, 500)])]);
                await program.SendAsync(HttpMethod.Post, "/", form);
                using StringContent second = new(body);
                await program.SendAsync(HttpMethod.Post, "/initdb", second);
                using StringContent third = new(body);
                using HttpResponseMessage imported = await administrator.PostAsync("initdb", third);
                Assert.False(imported.IsSuccessStatusCode);
            }
        }
    }

    private async Task AskMalformedAsync(AutomuaProgram program)
    {
        string[] requests =
        [
            $"{Local()}@example.com\r\n\r\n",
            $"GET {Local()}@example.com HTTP/1.1\r\nHost: x\r\n\r\n",
            $"GET /{Local()}@example.com HTTP/9.9\r\n\r\n",
            $"{Local()}@example.com / HTTP/1.1\r\nHost: x\r\n\r\n",
            $"GET / HTTP/1.1\r\n{Local()}@example.com\r\n\r\n",
            $"GET / HTTP/1.1\r\nHost: x\r\n{Local()}@example.com: 1\r\n\r\n",
            $"GET /%00{Local()}@example.com HTTP/1.1\r\nHost: x\r\n\r\n",
            $"GET /?emailaddress={Local()}@example.com%zz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
            $"POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nContent-Length: {Local()}@example.com\r\n\r\n",
            $"POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{Local()}@example.com\r\n\r\n",
            $"GET /{string.Concat(Enumerable.Repeat(Local() + "@example.com", 1000))} HTTP/1.1\r\nHost: x\r\n\r\n",
            $"GET / HTTP/1.1\r\nHost: x\r\nX: {string.Concat(Enumerable.Repeat(Local() + "@example.com", 2000))}\r\n\r\n",
            $"CONNECT {Local()}@example.com:443 HTTP/1.1\r\nHost: x\r\n\r\n",
            $"GET http://{Local()}@example.com/ HTTP/1.1\r\nHost: x\r\n\r\n",
        ];
        foreach (string request in requests)
            await RawConnection.ExchangeAsync(program, request);

        using (RawConnection unfinished = await RawConnection.OpenAsync(program))
        {
            await unfinished.SendAsync($"POST /autodiscover.xml?emailaddress={Local()}@example.com HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n{Local()}@example.com");
            unfinished.Reset();
        }

        using RawConnection ended = await RawConnection.OpenAsync(program);
        await ended.SendAsync($"POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nContent-Length: 999\r\n\r\n{Local()}@example.com");
        ended.EndSending();
        await ended.ReadReplyAsync();
    }

    private async Task AskWhileTheStoreFailsAsync(AutomuaProgram program)
    {
        await program.ChangeDatabaseAsync("UPDATE server SET port = -1");
        await AskAllAsync(program);
        await program.ChangeDatabaseAsync("ALTER TABLE provider RENAME TO elsewhere");
        await AskAllAsync(program);
    }

    private async Task AskAllAsync(AutomuaProgram program)
    {
        foreach (string route in Routes)
            await program.GetAsync($"{route}?emailaddress={Local()}@example.com&name={Local()}");
        using StringContent content = AutodiscoverBody.Content($"{Local()}@example.com");
        await program.SendAsync(HttpMethod.Post, "/autodiscover/autodiscover.xml", content);
    }

    private string Local() => $"zq7mark{_used++}";
}
