using System.Text;

namespace Automua.Functions.Tests.Http;

public sealed class FuzzTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private const int RequestsOfASeed = 300;

    private static readonly string[] Methods = ["GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "POST", "PUT", "DELETE", "PATCH", "get", "TRACE"];

    private static readonly string[] Paths =
    [
        .. AutoconfigRoutes.WithQuery, "/v1.1/example.com", "/v1.1/bücher.example", "/autodiscover/autodiscover.xml", "/autodiscover.xml",
        "/autodiscover/autodiscover.json", "/autodiscover/autodiscover.json/v1.0/user@example.com", "/mobileconfig", "/email.mobileconfig", "/settings", "/", "/healthz", "/readyz", "/initdb",
    ];

    private static readonly string[] Queries =
    [
        "", "?emailaddress=user@example.com", "?EmailAddress=first+tag@example.com&name=A+B", "?Email=user%40b%C3%BCcher.example",
        "?emailaddress=%22a b%22@example.org", "?emailaddress=user@unknown.example&emailaddress=x", "?Email=user@example.com&Protocol=AutodiscoverV1&RedirectCount=1",
        "?name=%F0%9F%98%80",
    ];

    private static readonly string[] Hosts =
        ["example.com", "autoconfig.example.com", "xn--bcher-kva.example", "127.0.0.1:80", "[::1]", "autodiscover.half.example.", ""];

    private static readonly string[] Headers =
    [
        "", "If-None-Match: *\r\n", "If-None-Match: W/\"a\", \"b\"\r\n", "Accept: */*\r\n", "X-Forwarded-Host: example.com, x\r\n",
        "Authorization: Bearer x\r\n", "Range: bytes=0-1\r\n", "Expect: 100-continue\r\n", "Accept-Encoding: gzip, br\r\n",
        "Upgrade: h2c\r\nHTTP2-Settings: AAAA\r\n", "Cookie: a=b; c\r\n", "Content-Encoding: gzip\r\n", "X-HTTP-Method-Override: DELETE\r\n",
    ];

    private static readonly string[] Bodies =
    [
        "", AutodiscoverBody.Text("user@example.com"), AutodiscoverBody.Text("user@unknown.example"),
        AutodiscoverBody.Text("user@example.com", AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.MobileSyncResponse),
    ];

    private static readonly string[] Pieces =
    [
        "%", "%00", "%FF", "%C0%AF", "%u0041", "..", "/", "//", "\\", "?", "#", "&", "=", "@", "\"", "<", ">", "'", ";", "+", "%20", "\0", "\x7f",
        "\u00ff", "%EMAILADDRESS%", "<![CDATA[", "]]>", "<!--", "&x;", "&#0;", "&#xD800;", "<!DOCTYPE a>", "\u00ef\u00bb\u00bf", "xn--", "-", "_", ".",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(300)]
    [InlineData(4000)]
    [InlineData(50000)]
    public async Task No_request_is_ever_the_fault_of_the_service(int seed)
    {
        // The same requests in every run: what fails once fails again.
        Random random = new(seed);
        for (int i = 0; i < RequestsOfASeed; i++)
        {
            string request = NewRequest(random);
            Reply? reply = await RawConnection.ExchangeAsync(seeded.Program, request);
            Assert.True(
                reply is null or { Status: < 500 },
                $"Seed {seed}, request {i}: {reply?.Status} for {request}");
        }

        Assert.Equal(200, (await seeded.Program.GetAsync("/mail/config-v1.1.xml?emailaddress=user@example.com")).Status);
        Assert.DoesNotContain("fail:", seeded.Program.Log.Error, StringComparison.Ordinal);
    }

    // The framing stays right, so that every request is answered or refused, and none waits for more.
    private static string NewRequest(Random random)
    {
        string target = Mutate(random, Latin1(Pick(random, Paths) + Pick(random, Queries)));
        string host = Mutate(random, Pick(random, Hosts));
        string header = Pick(random, Headers);
        string body = Mutate(random, Pick(random, Bodies), lineBreaks: true);
        return $"{Pick(random, Methods)} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{header}Content-Length: {body.Length}\r\n\r\n{body}";
    }

    private static string Mutate(Random random, string text, bool lineBreaks = false)
    {
        StringBuilder mutated = new(text);
        for (int left = random.Next(4); left > 0; left--)
        {
            int at = random.Next(mutated.Length + 1);
            switch (random.Next(4))
            {
                case 0:
                    mutated.Insert(at, Pick(random, Pieces));
                    break;
                case 1 when at < mutated.Length:
                    mutated[at] = (char)random.Next(lineBreaks ? 0 : ' ', 256);
                    break;
                case 2 when at < mutated.Length:
                    mutated.Remove(at, Math.Min(random.Next(8), mutated.Length - at));
                    break;
                default:
                    mutated.Insert(at, mutated.ToString(0, Math.Min(at, 200)));
                    break;
            }
        }

        return mutated.ToString();
    }

    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static string Pick(Random random, string[] among) => among[random.Next(among.Length)];
}
