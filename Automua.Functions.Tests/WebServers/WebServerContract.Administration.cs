using System.Net;
using System.Text;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.WebServers;

/// <summary>Who gets at administration.</summary>
public abstract partial class WebServerContract
{
    private const int Spellings = 400;

    // What a web server says of a path that it does not pass on, or passes on as one that the service does not know.
    private static readonly int[] Refusals = [400, 403, 404];

    private static readonly string[] Detours =
    [
        "/", "//", "/./", "/%2e/", "/%2E%2e/", "/x/../", "/x/%2e%2e/", "/x/.%2E/", "/x/..%2f", "/x%2f../", "/x#/../", "/x%23/../", "/x%3f/../", "/x;/../",
        "/x/..;/", "/%5c../", "/assets/../", "/mail/../", "/autodiscover/../", "/autodiscover/#/../../", "/.well-known/autoconfig/%23/../../../",
        "/.well-known/acme-challenge/../../", "/.well-known/acme-challenge/#/../../../", "/x//../", "/x/y/../../",
    ];

    private static readonly string[] Doors = ["initdb", "manage/v1/status", "manage/v1/configuration"];

    private static readonly string[] Ends = ["", "/", "//", "?x=1", "#x", "/.", "/x/..", "%2f", "/?/.."];

    [Theory]
    [InlineData("/initdb")]
    [InlineData("/INITDB")]
    [InlineData("/InitDB/")]
    [InlineData("/%69nitdb")]
    [InlineData("/%49%4e%49tdb")]
    [InlineData("//initdb")]
    [InlineData("/x/../initdb")]
    [InlineData("/x/%2e%2e/initdb")]
    [InlineData("/initdb?emailaddress=user@example.com")]
    [InlineData("/manage")]
    [InlineData("/MANAGE/")]
    [InlineData("/Manage/V1/Status")]
    [InlineData("/manage//v1/status")]
    [InlineData("/manage/v1/domains/example.com")]
    [InlineData("/%6danage/v1/configuration")]
    [InlineData("http://automua.hoster.example/manage/v1/status")]
    public async Task Administration_is_refused_to_other_machines(string target)
    {
        IPAddress address = fixture.NewAddress();
        foreach (string host in (string[])[WebServer.Service, "autoconfig.example.com"])
            Assert.Equal(403, (await AskRawAsync(target, address, host)).Status);
    }

    [Fact]
    public async Task Administration_is_refused_over_https_even_with_the_key()
    {
        using WebClient client = fixture.NewClient();
        Assert.Equal(403, (await client.GetAsync($"https://{WebServer.Service}/initdb/", ("x-functions-key", AutomuaProgram.AdminKey))).Status);
        Assert.Equal(403, (await client.SendAsync(
            HttpMethod.Delete, $"https://{WebServer.Service}/manage/v1/configuration", null, ("x-functions-key", AutomuaProgram.AdminKey))).Status);
        Assert.Equal(403, (await client.GetAsync($"https://{WebServer.Service}/manage", ("X-Forwarded-For", "127.0.0.1"), ("X-Real-IP", "::1"))).Status);
    }

    [Fact]
    public async Task No_spelling_of_a_path_gets_past()
    {
        Random random = new(20_261_123);
        IPAddress address = fixture.NewAddress();
        int doors = 0;
        for (int i = 0; i < Spellings; i++)
        {
            // No client asks often enough to be refused for that.
            if (i % 50 == 0)
                address = fixture.NewAddress();
            string target = $"{Pick(random, Detours)}{Disguise(random, Pick(random, Doors))}{Pick(random, Ends)}";
            if ((await RawConnection.ExchangeAsync(Program, $"GET {target} HTTP/1.1\r\nHost: {WebServer.Service}\r\n\r\n"))!.Status == 401)
                doors++;
            foreach (string host in (string[])[WebServer.Service, WebServer.SiteDomain])
            {
                int status = (await AskRawAsync(target, address, host)).Status;
                // On the web site a way can lead back to its own first page.
                Assert.True(Refusals.Contains(status) || (host == WebServer.SiteDomain && status == 200), $"{target} at {host}: {status}");
            }
        }

        Assert.True(doors > Spellings / 4, $"The service takes only {doors} of the targets for administration.");
    }

    // A line break ends what a pattern's dot stands for.
    [Theory]
    [InlineData("/manage/v1/domains/..%2f..%2f..%2fautodiscover%2f%0ax")]
    [InlineData("/manage/v1/providers/..%2f..%2f..%2f.well-known%2fautoconfig%2f%0a")]
    [InlineData("/autodiscover/%0a/../../manage/v1/status")]
    public async Task A_line_break_in_a_path_takes_nobody_past(string target)
    {
        IPAddress address = fixture.NewAddress();
        foreach (string host in (string[])[WebServer.Service, WebServer.SiteDomain])
            Assert.Contains((await AskRawAsync(target, address, host)).Status, Refusals);
    }

    [Fact]
    public async Task This_machine_may_administrate()
    {
        foreach (IPAddress address in (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback])
        {
            using WebClient client = fixture.ClientAt(address);
            Assert.Equal(200, (await client.GetAsync($"https://{WebServer.Service}/manage")).Status);
            Assert.Equal(401, (await client.GetAsync($"https://{WebServer.Service}/initdb")).Status);
            Assert.Equal(200, (await client.GetAsync(
                $"https://{WebServer.Service}/Manage/v1/domains/example.com/", ("x-functions-key", AutomuaProgram.AdminKey))).Status);
            // More than mail apps may send.
            using StringContent document = new(Seed.Of("Imported", "imported", "imported.example").PadRight(1024 * 1024), Encoding.UTF8, "application/json");
            Reply reply = await client.SendAsync(
                HttpMethod.Post,
                $"https://{WebServer.Service}/manage/v1/configuration",
                document,
                ("x-functions-key", AutomuaProgram.AdminKey),
                ("X-Forwarded-For", "203.0.113.9"));
            Assert.Equal(200, reply.Status);
            await Program.WaitForLogAsync($"key from {address} imported a document");
        }
    }

    private static T Pick<T>(Random random, T[] of) => of[random.Next(of.Length)];

    private static string Disguise(Random random, string path) => string.Concat(path.Select(letter => random.Next(4) switch
    {
        0 when letter != '/' => $"%{(int)letter:x2}",
        1 => char.ToUpperInvariant(letter).ToString(),
        _ => letter.ToString(),
    }));
}
