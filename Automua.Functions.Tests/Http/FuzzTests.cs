using System.Diagnostics;

namespace Automua.Functions.Tests.Http;

/// <summary>
/// Random and mutated requests to every function. FUZZ_REQUESTS asks for another number of them and for measuring: time and memory
/// are held against limits then. FUZZ_SEED asks for others.
/// </summary>
public sealed class FuzzTests(SeededProgram seeded, ITestOutputHelper output) : IClassFixture<SeededProgram>
{
    private const int Lanes = 4;
    private const int RequestsOfATestRun = 4000;
    private const long Growth = 64 * 1024 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

<<<<<<< HEAD
    [Fact]
    public async Task No_request_is_ever_the_fault_of_the_service()
=======
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
>>>>>>> main
    {
        int? asked = Number("FUZZ_REQUESTS");
        int requests = (asked ?? RequestsOfATestRun) / Lanes;
        int seed = Number("FUZZ_SEED") ?? 1;
        FuzzLane[] lanes = [.. Enumerable.Range(0, Lanes).Select(lane => new FuzzLane(seeded.Program, (seed * Lanes) + lane))];
        try
        {
            int toWarmUp = requests / 10;
            await Task.WhenAll(lanes.Select(lane => lane.SendAsync(toWarmUp)));
            long before = seeded.Program.ResidentMemory;
            long start = Stopwatch.GetTimestamp();
            await Task.WhenAll(lanes.Select(lane => lane.SendAsync(requests - toWarmUp)));
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            long after = seeded.Program.ResidentMemory;

            FuzzLane slowest = lanes.MaxBy(lane => lane.Slowest)!;
            output.WriteLine(
                $"{requests * Lanes} requests, seed {seed}: {(requests - toWarmUp) * Lanes} of them in {took.TotalSeconds:F1} s after a warm-up, "
                + $"the slowest in {slowest.Slowest.TotalMilliseconds:F0} ms; resident {before >> 20} MiB, at the end {after >> 20} MiB.");
            output.WriteLine(string.Join(", ", lanes.SelectMany(lane => lane.Statuses).GroupBy(status => status.Key, status => status.Value)
                .OrderBy(status => status.Key).Select(status => $"{(status.Key == 0 ? "no answer" : status.Key)}: {status.Sum()}")));
            if (asked is not null)
            {
                Assert.True(slowest.Slowest <= LongestWait, $"{slowest.Slowest} for {slowest.SlowestRequest}");
                Assert.True(after - before <= Growth, $"Resident memory grew from {before} to {after} octets.");
            }
        }
        finally
        {
            foreach (FuzzLane lane in lanes)
                lane.Dispose();
        }

        Assert.Equal(200, (await seeded.Program.GetAsync("/mail/config-v1.1.xml?emailaddress=user@example.com")).Status);
        Assert.DoesNotContain("fail:", seeded.Program.Log.Error, StringComparison.Ordinal);
    }

    private static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text) : null;
}
