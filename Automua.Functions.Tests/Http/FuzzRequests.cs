using System.Text;
using Automua.Functions.Tests.Hosting;

namespace Automua.Functions.Tests.Http;

/// <summary>
/// Requests to every function of the app: right, nearly right, or random throughout. A seed gives the same ones in every run:
/// what fails once fails again.
/// </summary>
internal sealed class FuzzRequests(int seed)
{
    private const int BeyondTheLimit = 70_000;

    private static readonly string[] Methods = ["GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "POST", "PUT", "DELETE", "PATCH", "PROPFIND", "get", "TRACE"];

    private static readonly string[] Paths = [.. FunctionFile.All.Select(file => file.ExamplePath.Split('?')[0]), "/v1.1/bücher.example"];

    private static readonly string[] Queries =
    [
        "", "?emailaddress=user@example.com", "?EmailAddress=first+tag@example.com&name=A+B", "?Email=user%40b%C3%BCcher.example",
        "?emailaddress=%22a%20b%22@example.org", "?emailaddress=user@unknown.example&emailaddress=x", "?Email=user@example.com&Protocol=AutodiscoverV1&RedirectCount=1",
        "?name=%F0%9F%98%80",
    ];

    private static readonly string[] Hosts =
    [
        "example.com", "autoconfig.example.com", "ua-auto-config.example.net", "xn--bcher-kva.example", "127.0.0.1:80", "[::1]", "autodiscover.half.example.",
        "unknown.example", "",
    ];

    private static readonly string[] Headers =
    [
        "", "If-None-Match: *\r\n", "If-None-Match: W/\"a\", \"b\"\r\n", "Accept: */*\r\n", "X-Forwarded-Host: example.com, x\r\n",
        "Authorization: Bearer x\r\n", "Range: bytes=0-1\r\n", "Expect: 100-continue\r\n", "Accept-Encoding: gzip, br\r\n", "Connection: close\r\n",
        "Upgrade: h2c\r\nHTTP2-Settings: AAAA\r\n", "Cookie: a=b; c\r\n", "Content-Encoding: gzip\r\n", "X-HTTP-Method-Override: DELETE\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\n", "Content-Type: application/json; charset=x\r\n", "Accept-Language: de;q=2, *\r\n",
    ];

    private static readonly string[] Bodies =
    [
        "", "", AutodiscoverBody.Text("user@example.com"), AutodiscoverBody.Text("user@unknown.example"),
        AutodiscoverBody.Text("user@example.com", AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.MobileSyncResponse),
        "emailaddress=user%40example.com&name=A+B&password=x", """{"version": 2, "provider": "P", "domains": ["d.example"], "servers": []}""",
    ];

    private static readonly string[] Pieces =
    [
        "%", "%00", "%FF", "%C0%AF", "%u0041", "..", "/", "//", "\\", "?", "#", "&", "=", "@", "\"", "<", ">", "'", ";", "+", "%20", "\0", "\x7f",
        "\u00ff", "%EMAILADDRESS%", "<![CDATA[", "]]>", "<!--", "&x;", "&#0;", "&#xD800;", "<!DOCTYPE a>", "\u00ef\u00bb\u00bf", "xn--", "-", "_", ".", "{", "[[",
    ];

    private readonly Random _random = new(seed);

    /// <summary>The next request.</summary>
    public FuzzRequest Next()
    {
        string method = Pick(Methods);
        bool isRandom = _random.Next(8) == 0;
        string target = isRandom ? "/" + Noise(300) : Mutated(Latin1(Pick(Paths) + Pick(Queries)), '!', '~');
        string host = isRandom ? Noise(80) : Mutated(Pick(Hosts), '!', '~');
        string header = isRandom ? $"X-{_random.Next()}: {Noise(200)}\r\n" : Pick(Headers);
        string body = isRandom ? Noise(500, '\0')
            : _random.Next(200) == 0 ? new string('<', BeyondTheLimit)
            : Mutated(Pick(Bodies), '\0', '\u00ff');
        return new FuzzRequest(
            method, $"{method} {target} HTTP/1.1\r\nHost: {host}\r\n{header}Content-Length: {body.Length}\r\n\r\n{body}");
    }

    private static string Latin1(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private string Mutated(string text, char first, char last)
    {
        StringBuilder mutated = new(text);
        // Most parts stay right: nearly all requests would be refused for their heads else.
        for (int left = _random.Next(2) * _random.Next(3); left > 0; left--)
        {
            int at = _random.Next(mutated.Length + 1);
            switch (_random.Next(4))
            {
                case 0:
                    mutated.Insert(at, Pick(Pieces));
                    break;
                case 1 when at < mutated.Length:
                    mutated[at] = Octet(first, last);
                    break;
                case 2 when at < mutated.Length:
                    mutated.Remove(at, Math.Min(_random.Next(8), mutated.Length - at));
                    break;
                default:
                    mutated.Insert(at, mutated.ToString(0, Math.Min(at, 200)));
                    break;
            }
        }

        return mutated.ToString();
    }

    // Without blanks and what is below them it is one word of a head.
    private string Noise(int longest, char first = '!') =>
        string.Create(_random.Next(longest + 1), first, (octets, least) =>
        {
            foreach (ref char octet in octets)
                octet = Octet(least, '\u00ff');
        });

    private char Octet(char first, char last) => (char)_random.Next(first, last + 1);

    private string Pick(string[] among) => among[_random.Next(among.Length)];
}
