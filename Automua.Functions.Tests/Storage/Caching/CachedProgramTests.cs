using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage.Caching;

/// <summary>The cache in the whole program: what clients and administrators see of it.</summary>
public sealed class CachedProgramTests
{
    private const string Lookup = "SQL: WITH known AS";
    private const string Change = "UPDATE server SET name = 'changed.example' WHERE type = 'imap'";

    [Fact]
    public async Task What_another_program_changes_is_told_after_the_time_to_live()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_CACHE_TTL"] = "1" });
        await program.StoreSampleDataAsync();
        Assert.DoesNotContain("changed.example", (await program.GetAsync("/v1.1/example.com")).Text, StringComparison.Ordinal);
        Assert.Equal(404, (await program.GetAsync("/v1.1/new.example")).Status);
        await program.ChangeDatabaseAsync($"{Change}; UPDATE domain SET name = 'new.example' WHERE name = 'example.net'");
        await Eventually.IsAsync(async () =>
            (await program.GetAsync("/v1.1/example.com")).Text.Contains("changed.example", StringComparison.Ordinal));
        await Eventually.IsAsync(async () => (await program.GetAsync("/v1.1/new.example")).Status == 200);
    }

    [Fact]
    public async Task Without_a_setting_the_store_is_not_asked_for_each_request_and_own_changes_are_told_at_once()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_ECHO"] = "yes" });
        using HttpClient administrator = program.NewAdministrator();
        foreach (string mark in (string[])["one", "two"])
        {
            Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Provider", mark, "a.example"))).Status);
            Reply[] replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => program.GetAsync("/v1.1/a.example")));
            Assert.All(replies, reply => Assert.Contains($"imap.{mark}.example", reply.Text, StringComparison.Ordinal));
        }

        using HttpResponseMessage purge = await administrator.DeleteAsync("initdb");
        Assert.Equal(200, (int)purge.StatusCode);
        for (int i = 0; i < 10; i++)
            Assert.Equal(404, (await program.GetAsync("/v1.1/a.example")).Status);
        await program.StopAsync();
        // One for each change; after the last also one for a provider of that name.
        Assert.Equal(4, Lookups(program));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("60")]
    public async Task No_time_to_live_is_no_cache(string timeToLive)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_ECHO"] = "yes", ["AUTOMUA_CACHE_TTL"] = timeToLive });
        await program.StoreSampleDataAsync();
        for (int i = 0; i < 10; i++)
            Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
        await program.ChangeDatabaseAsync(Change);
        string after = (await program.GetAsync("/v1.1/example.com")).Text;
        Assert.Equal(timeToLive == "0", after.Contains("changed.example", StringComparison.Ordinal));
        await program.StopAsync();
        Assert.Equal(timeToLive == "0" ? 11 : 1, Lookups(program));
    }

    [Fact]
    public async Task A_domain_whose_rows_are_spoiled_and_mended_is_told_so()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_CACHE_TTL"] = "1" });
        await program.StoreSampleDataAsync();
        Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
        foreach ((int port, int status) in ((int, int)[])[(-1, 404), (993, 200)])
        {
            await program.ChangeDatabaseAsync($"UPDATE server SET port = {port}");
            await Eventually.IsAsync(async () => (await program.GetAsync("/v1.1/example.com")).Status == status);
        }
    }

    [Fact]
    public async Task No_more_answers_are_kept_than_is_set()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_ECHO"] = "yes", ["AUTOMUA_CACHE_ENTRIES"] = "10" });
        using HttpClient administrator = program.NewAdministrator();
        string[] domains = Imports.Names(40);
        Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Provider", "one", domains))).Status);
        for (int round = 0; round < 2; round++)
        {
            foreach (string domain in domains)
                Assert.Equal(200, (await program.GetAsync($"/v1.1/{domain}")).Status);
        }

        await program.StopAsync();
        Assert.InRange(Lookups(program), 70, 80);
    }

    [Fact]
    public async Task While_the_store_fails_known_domains_are_answered_and_others_are_503_until_it_is_back()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_CACHE_TTL"] = "1" });
        await program.StoreSampleDataAsync();
        const string Known = "/mail/config-v1.1.xml?emailaddress=user@example.com";
        const string Host = "mail.service.example";
        string text = (await program.GetAsync(Known, Host)).Text;
        Assert.Contains("<clientConfig", text, StringComparison.Ordinal);
        await program.ChangeDatabaseAsync("ALTER TABLE provider RENAME TO elsewhere");
        await Eventually.IsAsync(async () => (await program.GetAsync("/readyz")).Status == 503);
        await Eventually.IsAsync(async () =>
            (await program.GetAsync(Known, Host)).Status == 200
                && program.Log.Error.Contains("old answers are given", StringComparison.Ordinal));
        for (int i = 0; i < 100; i++)
        {
            Reply known = await program.GetAsync(Known, Host);
            Assert.Equal(200, known.Status);
            Assert.Equal(text, known.Text);
            Reply unknown = await program.GetAsync("/mail/config-v1.1.xml?emailaddress=user@example.net", Host);
            unknown.AssertProblem(503);
            Assert.InRange(int.Parse(unknown["Retry-After"]!), 1, 600);
        }

        Assert.Equal(503, (await program.GetAsync("/readyz")).Status);
        await program.ChangeDatabaseAsync($"ALTER TABLE elsewhere RENAME TO provider; {Change}");
        await Eventually.IsAsync(async () => (await program.GetAsync("/v1.1/example.net")).Status == 200);
        await Eventually.IsAsync(async () =>
            (await program.GetAsync(Known, Host)).Text.Contains("changed.example", StringComparison.Ordinal));
        await program.StopAsync();
        string[] lines = program.Log.Error.Split('\n');
        Assert.InRange(lines.Count(line => line.Contains("does not answer", StringComparison.Ordinal)), 1, 90);
    }

    private static int Lookups(AutomuaProgram program) =>
        program.Log.Error.Split('\n').Count(line => line.Contains(Lookup, StringComparison.Ordinal));
}
