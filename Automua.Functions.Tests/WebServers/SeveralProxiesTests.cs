using System.Text.RegularExpressions;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.WebServers;

/// <summary>docs/web-servers.md says what becomes of the sample where another proxy stands before it.</summary>
public sealed partial class SeveralProxiesTests(NginxFixture fixture) : IClassFixture<NginxFixture>
{
    [Fact]
    public async Task With_the_lines_of_the_manual_two_in_a_row_tell_what_the_outer_one_saw()
    {
        string manual = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "web-servers.md"));
        string[] headers = Headers().Match(manual).Groups["lines"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, headers.Length);

        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_PROXY_COUNT"] = "2", ["AUTOMUA_LOGLEVEL"] = "INFO" });
        await program.StoreSampleDataAsync();
        await using WebServer inner = await fixture.StartAsync(new NginxServer(headers), program.BaseAddress);
        await using WebServer outer = await fixture.StartAsync(fixture.NewServer(), new Uri($"http://127.0.0.1:{inner.PlainPort}"));
        using WebClient client = fixture.NewClient(outer);
        (string, string)[] lies = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "example.net"), ("X-Forwarded-Proto", "http")];

        Reply reply = await client.GetAsync("https://autodiscover.example.com/autodiscover/autodiscover.json?Protocol=AutodiscoverV1", lies);
        Assert.Equal("https://autodiscover.example.com/autodiscover/autodiscover.xml", reply.Json.GetProperty("Url").GetString());
        await program.WaitForLogAsync($"AutodiscoverV2 for {client.Address} by https: ");
        Assert.Equal(302, (await client.GetAsync("http://autodiscover.example.com/autodiscover/autodiscover.xml", lies)).Status);
    }

    [GeneratedRegex("```nginx\n(?<lines>proxy_set_header .*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Headers();
}
