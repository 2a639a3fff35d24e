using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>Azure Front Door before the service: who shows its id is believed, and nobody else is answered.</summary>
public sealed class FrontDoorTests(FrontDoorPrograms programs) : IClassFixture<FrontDoorPrograms>
{
    private const string Right = $"X-Azure-FDID: {FrontDoorPrograms.Id}";
    private const string AnothersId = "00000000-1111-2222-3333-444444444444";
    private const string Nobody = "127.0.0.1";

    public static TheoryData<string> Functions => [.. FunctionFile.All.Select(file => file.Function)];

    /// <summary>Headers of who does not come through the Front Door.</summary>
    public static TheoryData<string> Strangers =>
    [
        "X-Other: 1",
        "X-Azure-FDID: ",
        $"X-Azure-FDID: {AnothersId}",
        $"X-Azure-FDID: {FrontDoorPrograms.Id}0",
        $"X-Azure-FDID: {{{FrontDoorPrograms.Id}}}",
        $"X-Azure-FDID: {AnothersId}, {FrontDoorPrograms.Id}",
        $"X-Azure-FDID: {FrontDoorPrograms.Id}, {AnothersId}",
        $"X-Azure-FDID: {AnothersId}|{Right}",
        $"{Right}|{Right}",
        $"X-Azure_FDID: {FrontDoorPrograms.Id}",
        $"X-Forwarded-For: 203.0.113.1|X-Azure-ClientIP: 203.0.113.1|Via: HTTP/2.0 Azure",
    ];

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Past_the_Front_Door_nothing_is_answered_whatever_is_forwarded(string headers)
    {
        foreach (AutomuaProgram program in (AutomuaProgram[])[programs.Alone, programs.CustomHandler])
        {
            foreach (string host in (string[])["example.com", "unknown.example", $"127.0.0.1:{program.BaseAddress.Port}"])
            {
                SeenRequest plain = await SeenRequest.AskAsync(program, host, headers);
                plain.Reply.AssertProblem(403);
                SeenRequest spoofed = await SeenRequest.AskAsync(
                    program, host, $"{headers}|X-Forwarded-Host: example.net|{FrontDoorPrograms.HostHeader}: example.net|X-Forwarded-Proto: https");
                Assert.Equal(403, spoofed.Reply.Status);
                Assert.Equal(plain.Reply.Text, spoofed.Reply.Text);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task Only_probes_may_go_past_it(string function)
    {
        FunctionFile file = FunctionFile.Named(function);
        foreach (string method in file.Methods)
        {
            Reply reply = await programs.Alone.SendAsync(
                new HttpMethod(method), file.ExamplePath, null, "example.com", ("x-functions-key", AutomuaProgram.AdminKey));
            if (function is "Health" or "HealthReady")
                Assert.Equal(method == "OPTIONS" ? 204 : 200, reply.Status);
            else
                Assert.Equal(403, reply.Status);
        }
    }

    [Theory]
    [InlineData("origin.example", "X-Forwarded-Host: example.net", "example.net")]
    [InlineData("example.com", "X-Forwarded-Host: example.net", "example.net")]
    [InlineData("example.com", "X-Forwarded-Host: AUTOCONFIG.example.net:443", "example.net")]
    [InlineData("example.com", "X-Forwarded-Host: unknown.example", null)]
    [InlineData("example.com", "X-Other: example.net", "example.com")]
    [InlineData("example.com", "X-Original-Host: example.net", "example.com")]
    // It writes one value; several are somebody else's.
    [InlineData("example.com", "X-Forwarded-Host: example.net, example.org", "example.com")]
    [InlineData("example.com", "X-Forwarded-Host: example.net|X-Forwarded-Host: example.org", "example.com")]
    public async Task With_its_id_the_forwarded_host_decides(string host, string headers, string? domain) =>
        (await SeenRequest.AskAsync(programs.Alone, host, $"{Right}|{headers}")).AssertDomain(domain);

    [Fact]
    public async Task The_id_is_known_in_capitals_too() =>
        (await SeenRequest.AskAsync(programs.Alone, "origin.example", $"x-azure-fdid: {FrontDoorPrograms.Id.ToUpperInvariant()}|X-Forwarded-Host: example.net"))
            .AssertDomain("example.net");

    [Theory]
    // What the Functions host puts into the forwarded headers is the name of the app.
    [InlineData("127.0.0.1:{0}", "X-Forwarded-Host: app.azurewebsites.net|X-Original-Host: example.net", "example.net")]
    [InlineData("127.0.0.1:{0}", "X-Forwarded-Host: example.com|X-Original-Host: autoconfig.example.net", "example.net")]
    [InlineData("127.0.0.1:{0}", "X-Forwarded-Host: example.com|X-Original-Host: unknown.example", null)]
    [InlineData("127.0.0.1:{0}", "X-Forwarded-Host: example.com", "example.com")]
    [InlineData("127.0.0.1:{0}", "X-Forwarded-Host: example.com|X-Original-Host: example.net, example.org", "example.com")]
    // An older one passes them on.
    [InlineData("app.azurewebsites.net", "X-Forwarded-Host: example.com|X-Original-Host: example.net", "example.net")]
    [InlineData("app.azurewebsites.net", "X-Forwarded-Host: example.net", null)]
    public async Task Under_the_Functions_host_the_host_comes_in_a_header_of_its_own(string host, string headers, string? domain)
    {
        SeenRequest seen = await SeenRequest.AskAsync(
            programs.CustomHandler, string.Format(host, programs.CustomHandler.BaseAddress.Port), $"{Right}|{headers}");
        seen.AssertDomain(domain);
    }

    [Theory]
    [InlineData("X-Azure-SocketIP: 203.0.113.1", "203.0.113.1")]
    [InlineData("X-Azure-SocketIP: 2001:db8::1", "2001:db8::1")]
    // What the client says of itself.
    [InlineData("X-Azure-SocketIP: 203.0.113.1|X-Azure-ClientIP: 198.51.100.9|X-Forwarded-For: 198.51.100.9, 203.0.113.1", "203.0.113.1")]
    [InlineData("X-Azure-ClientIP: 198.51.100.9|X-Forwarded-For: 198.51.100.9", Nobody)]
    [InlineData("X-Azure-SocketIP: 203.0.113.1, 198.51.100.9", Nobody)]
    [InlineData("X-Azure-SocketIP: nonsense", Nobody)]
    public async Task The_client_is_who_opened_the_connection_to_it(string headers, string client) =>
        Assert.Equal(client, (await SeenRequest.AskAsync(programs.Alone, "example.com", $"{Right}|{headers}")).Client);

    [Theory]
    [InlineData("X-Forwarded-Proto: https", "https")]
    [InlineData("X-Forwarded-Proto: http", "http")]
    [InlineData("X-Other: https", "(null)")]
    public async Task The_scheme_is_what_it_says(string headers, string scheme) =>
        Assert.Equal(scheme, (await SeenRequest.AskAsync(programs.Alone, "example.com", $"{Right}|{headers}")).Scheme);

    [Fact]
    public async Task Its_cache_tells_hosts_apart_by_itself()
    {
        SeenRequest seen = await SeenRequest.AskAsync(programs.Alone, "origin.example", $"{Right}|X-Forwarded-Host: autoconfig.example.net");
        seen.AssertDomain("example.net");
        Assert.Equal("public, max-age=300", seen.Reply["Cache-Control"]);
        Assert.Null(seen.Reply["Vary"]);
    }

    [Fact]
    public async Task Wrong_keys_of_one_client_slow_nobody_else_down()
    {
        for (int i = 0; i < 12; i++)
            await TryKeyAsync("wrong-key-of-somebody", "203.0.113.7");
        Assert.Equal(429, await TryKeyAsync(AutomuaProgram.AdminKey, "203.0.113.7"));
        Assert.Equal(200, await TryKeyAsync(AutomuaProgram.AdminKey, "203.0.113.8"));
    }

    private async Task<int> TryKeyAsync(string key, string client)
    {
        Reply reply = await programs.Alone.GetAsync(
            "/manage/v1/status", null, ("x-functions-key", key), ("X-Azure-FDID", FrontDoorPrograms.Id), ("X-Azure-SocketIP", client));
        return reply.Status;
    }
}
