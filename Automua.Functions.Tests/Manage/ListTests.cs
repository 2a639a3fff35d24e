using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>The lists of providers and domains, page by page.</summary>
public sealed class ListTests(ManyProviders many) : IClassFixture<ManyProviders>
{
    private AutomuaProgram Program => many.Program;

    [Theory]
    [InlineData("providers", "key", 7, 40)]
    [InlineData("providers", "key", 40, 40)]
    [InlineData("providers", "key", 41, 40)]
    [InlineData("domains", "name", 100, 250)]
    [InlineData("domains", "name", 249, 250)]
    [InlineData("domains", "name", 125, 250)]
    public async Task Page_after_page_is_the_whole_list_in_order(string list, string key, int limit, int all)
    {
        List<string> seen = [];
        string query = $"?limit={limit}";
        int pages = 0;
        string? next;
        do
        {
            JsonElement page = (await Program.ManageAsync($"/{list}{query}")).Json;
            string[] keys = Texts(page, list, key);
            next = page.GetProperty("next").GetString();
            Assert.Equal(next is null ? all - seen.Count : limit, keys.Length);
            seen.AddRange(keys);
            query = $"?limit={limit}&after={Uri.EscapeDataString(next ?? "")}";
            pages++;
        }
        while (next is not null);

        Assert.Equal((all + limit - 1) / limit, pages);
        Assert.Equal(all, seen.Count);
        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
    }

    [Fact]
    public async Task Without_a_limit_a_page_has_a_hundred()
    {
        JsonElement page = (await Program.ManageAsync("/domains")).Json;
        Assert.Equal(100, Texts(page, "domains", "name").Length);
        Assert.NotNull(page.GetProperty("next").GetString());
        Assert.Equal(40, Texts((await Program.ManageAsync("/providers")).Json, "providers", "key").Length);
    }

    [Theory]
    [InlineData("1", 200)]
    [InlineData("1000", 200)]
    [InlineData("0", 400)]
    [InlineData("1001", 400)]
    [InlineData("-1", 400)]
    [InlineData("ten", 400)]
    [InlineData("", 400)]
    [InlineData("1.5", 400)]
    [InlineData("99999999999", 400)]
    public async Task A_limit_is_a_number_from_1_to_1000(string limit, int status)
    {
        foreach (string list in (string[])["/providers", "/domains"])
        {
            Reply reply = await Program.ManageAsync($"{list}?limit={limit}");
            Assert.Equal(status, reply.Status);
            if (status == 400)
                Assert.Equal("The parameter limit must be a number from 1 to 1000.", reply.Json.GetProperty("detail").GetString());
        }
    }

    [Theory]
    [InlineData("/providers?query=provider+3", "id-3 id-30 id-31 id-32 id-33 id-34 id-35 id-36 id-37 id-38 id-39")]
    [InlineData("/providers?query=PROVIDER%203", "id-3 id-30 id-31 id-32 id-33 id-34 id-35 id-36 id-37 id-38 id-39")]
    [InlineData("/providers?query=ID-1&limit=2&after=id-17", "id-18 id-19")]
    [InlineData("/providers?query=nobody", "")]
    public async Task Providers_are_found_by_a_part_of_the_name_or_the_key(string path, string keys) =>
        Assert.Equal(Split(keys), Texts((await Program.ManageAsync(path)).Json, "providers", "key"));

    [Theory]
    [InlineData("/domains?query=d24&limit=3", "d24.many.example d240.many.example d241.many.example")]
    [InlineData("/domains?query=D7.MANY", "d7.many.example")]
    [InlineData("/domains?query=%25", "")]
    [InlineData("/domains?query=_", "")]
    [InlineData("/domains?query=*", "*.many.example")]
    [InlineData("/domains?provider=id-11", "d11.many.example")]
    [InlineData("/domains?provider=ID-11", "")]
    [InlineData("/domains?provider=id-1", "d1.many.example")]
    [InlineData("/domains?provider=Many&query=43.", "d143.many.example d243.many.example d43.many.example")]
    [InlineData("/domains?provider=Many&query=43.&after=d143.many.example", "d243.many.example d43.many.example")]
    [InlineData("/domains?provider=Nobody", "")]
    public async Task Domains_are_found_by_a_part_of_the_name_and_by_the_provider(string path, string names) =>
        Assert.Equal(Split(names), Texts((await Program.ManageAsync(path)).Json, "domains", "name"));

    [Fact]
    public async Task Each_line_says_what_belongs_together()
    {
        JsonElement page = (await Program.ManageAsync("/providers?limit=2")).Json;
        Assert.Equal(
            ["""{"key":"Many","id":null,"name":"Many","domains":211}""", """{"key":"id-1","id":"id-1","name":"Provider 1","domains":1}"""],
            page.GetProperty("providers").EnumerateArray().Select(provider => JsonSerializer.Serialize(provider)));
        page = (await Program.ManageAsync("/domains?query=d11.")).Json;
        Assert.Equal(
            ["""{"name":"d11.many.example","provider":"id-11","provider_name":"Provider 11"}"""],
            page.GetProperty("domains").EnumerateArray().Select(domain => JsonSerializer.Serialize(domain)));
    }

    [Fact]
    public async Task A_domain_that_a_hand_left_without_a_provider_is_listed()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.ImportAsync(Seed.Of("A", "a", "a.example", "orphan.example"));
        await program.ChangeDatabaseAsync("PRAGMA foreign_keys = OFF; UPDATE domain SET provider_id = 4242 WHERE name = 'orphan.example'");
        JsonElement page = (await program.ManageAsync("/domains")).Json;
        Assert.Equal(["a.example", "orphan.example"], Texts(page, "domains", "name"));
        Assert.Equal(JsonValueKind.Null, page.GetProperty("domains")[1].GetProperty("provider").ValueKind);
        Assert.Equal(1, (await program.ManageAsync("/providers")).Json.GetProperty("providers")[0].GetProperty("domains").GetInt32());
    }

    [Fact]
    public async Task An_empty_store_has_empty_lists()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        Assert.Equal("{\"providers\":[],\"next\":null}", Compact((await program.ManageAsync("/providers")).Json));
        Assert.Equal("{\"domains\":[],\"next\":null}", Compact((await program.ManageAsync("/domains")).Json));
    }

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json);

    private static string[] Split(string texts) => texts.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Texts(JsonElement page, string list, string member) =>
        [.. page.GetProperty(list).EnumerateArray().Select(item => item.GetProperty(member).GetString()!)];
}
