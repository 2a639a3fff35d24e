using System.Text.RegularExpressions;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

public sealed class SiteTests
{
    [Fact]
    public async Task The_first_page_says_whether_data_is_there_and_its_links_lead_somewhere()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        Reply empty = await program.GetAsync("/");
        PageRules.AssertPage(empty);
        Assert.Contains("The store is empty", empty.Text, StringComparison.Ordinal);

        await program.StoreSampleDataAsync();
        Reply filled = await program.GetAsync("/");
        PageRules.AssertPage(filled);
        Assert.Contains("The store holds data", filled.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("is empty", filled.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", filled.Text, StringComparison.Ordinal);

        string[] links =
        [
            .. Regex.Matches(filled.Text, "href=\"(?<link>[^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(5))
                .Select(match => System.Net.WebUtility.HtmlDecode(match.Groups["link"].Value)),
        ];
        Assert.Contains("/mail/config-v1.1.xml?emailaddress=user@example.com", links);
        foreach (string link in links)
            Assert.Equal(200, (await program.GetAsync(link)).Status);
    }

    [Fact]
    public async Task The_first_page_holds_nothing_of_the_request()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        Reply plain = await program.GetAsync("/");
        Reply asked = await program.GetAsync("/?emailaddress=<script>alert(1)</script>", "zq7mark.example", ("User-Agent", "zq7mark"));
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
