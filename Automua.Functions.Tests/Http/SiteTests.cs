using System.Text.RegularExpressions;
using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class SiteTests
{
    [Fact]
    public async Task The_first_page_asks_for_an_address_and_says_whether_anything_is_set_up()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        Reply empty = await program.GetAsync("/");
        PageRules.AssertPage(empty);
        Assert.Contains("No domain is set up here yet", empty.Text, StringComparison.Ordinal);

        await program.StoreSampleDataAsync();
        Reply filled = await program.GetAsync("/");
        PageRules.AssertPage(filled);
        Assert.Contains("<form action=\"/\" method=\"post\">", filled.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("No domain is set up", filled.Text, StringComparison.Ordinal);
        foreach (Match loaded in Regex.Matches(filled.Text, "(?:src|href)=\"(?<link>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(5)))
            Assert.Equal(200, (await program.GetAsync(loaded.Groups["link"].Value)).Status);
    }

    [Fact]
    public async Task The_first_page_holds_nothing_of_the_request_but_the_address()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        Reply plain = await program.GetAsync("/");
        Reply asked = await program.GetAsync("/?name=zq7mark", "zq7mark.example", ("User-Agent", "zq7mark"));
        Assert.Equal(plain.Body, asked.Body);
    }

    [Fact]
    public async Task Alive_and_ready()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        Reply alive = await program.GetAsync("/healthz");
        Assert.Equal(200, alive.Status);
        Assert.Equal("application/json", alive["Content-Type"]);
        Assert.Equal("alive", alive.Json.GetProperty("status").GetString());

        Reply ready = await program.GetAsync("/readyz");
        Assert.Equal(200, ready.Status);
        Assert.Equal("ready", ready.Json.GetProperty("status").GetString());
        Assert.Equal("empty", ready.Json.GetProperty("store").GetString());
        await program.StoreSampleDataAsync();
        Assert.Equal("filled", (await program.GetAsync("/readyz")).Json.GetProperty("store").GetString());
    }
}
