using System.Text.Json;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary><c>GET /manage/v1/providers/{id}</c>.</summary>
public sealed class ReadProviderTests(ManagedProgram managed) : IClassFixture<ManagedProgram>
{
    private AutomuaProgram Program => managed.Program;

    [Fact]
    public async Task A_provider_is_as_the_export_has_it_but_for_its_domains()
    {
        JsonElement exported = (await Program.ManageAsync("/configuration")).Json.GetProperty("providers").EnumerateArray()
            .Single(provider => provider.GetProperty("provider").GetString() == "Hoster GmbH");
        JsonElement read = (await Program.ManageAsync($"/providers/{ManagedProgram.Hoster}")).Json;
        Assert.Equal(
            exported.EnumerateObject().Where(member => member.Name != "domains").Select(Text), read.EnumerateObject().Select(Text));
        Assert.Equal("Hoster, Musterstadt", read.GetProperty("organization").GetString());
        Assert.Equal(4, read.GetProperty("servers").GetArrayLength());

        static string Text(JsonProperty member) => $"{member.Name}: {JsonSerializer.Serialize(member.Value)}";
    }

    [Fact]
    public async Task One_without_an_id_is_found_by_its_name_whatever_letters_that_has()
    {
        Reply reply = await Program.ManageAsync($"/providers/{Uri.EscapeDataString(ManagedProgram.Office)}");
        Assert.Equal(200, reply.Status);
        Assert.Equal(ManagedProgram.Office, reply.Json.GetProperty("provider").GetString());
        Assert.False(reply.Json.TryGetProperty("id", out _));
        string[] keys = [.. (await Program.ManageAsync("/providers")).Json.GetProperty("providers").EnumerateArray().Select(provider => provider.GetProperty("key").GetString()!)];
        Assert.Equal([ManagedProgram.Office, ManagedProgram.Hoster], keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_name_may_hold_what_is_something_else_in_a_URL()
    {
        const string Name = "/10 ?#%25;a=b&c+d";
        await Program.ImportAsync($$"""{"version": 3, "providers": [{"provider": "{{Name}}"}]}""");
        Reply reply = await Program.ManageAsync($"/providers/{Uri.EscapeDataString(Name)}");
        Assert.Equal(Name, reply.Json.GetProperty("provider").GetString());
        Assert.Equal("[]", reply.Json.GetProperty("servers").GetRawText());
        await managed.ResetAsync();
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("Hoster%20GmbH")]
    [InlineData("HOSTER.EXAMPLE")]
    [InlineData("%20")]
    public async Task What_is_no_key_is_404(string id) => (await Program.ManageAsync($"/providers/{id}")).AssertProblem(404);

    [Fact]
    public async Task Its_validator_changes_with_it_alone()
    {
        string path = $"/providers/{ManagedProgram.Hoster}";
        string tag = (await Program.ManageAsync(path))["ETag"]!;
        Assert.Matches("^\"[0-9a-f]+\"$", tag);
        Assert.Equal(304, (await Program.ManageAsync(path, ("If-None-Match", tag))).Status);
        Assert.Equal(tag, (await Program.ManageAsync(HttpMethod.Head, path))["ETag"]);

        await Program.ManageAsync(HttpMethod.Put, "/domains/more.example", $$"""{"provider": "{{ManagedProgram.Hoster}}"}""");
        Assert.Equal(tag, (await Program.ManageAsync(path))["ETag"]);
        await Program.ImportAsync(ManagedProgram.Document.Replace("Musterstadt", "Musterdorf", StringComparison.Ordinal));
        Reply changed = await Program.ManageAsync(path, ("If-None-Match", tag));
        Assert.Equal(200, changed.Status);
        Assert.NotEqual(tag, changed["ETag"]);
        await managed.ResetAsync();
    }
}
