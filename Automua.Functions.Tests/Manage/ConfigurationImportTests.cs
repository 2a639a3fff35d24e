using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary><c>POST</c> and <c>DELETE /manage/v1/configuration</c>.</summary>
public sealed class ConfigurationImportTests(ManagedProgram managed) : IClassFixture<ManagedProgram>, IAsyncLifetime
{
    private static readonly string Replacement = Seed.Of("New", "new", "customer.example", "new.example");

    private AutomuaProgram Program => managed.Program;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await managed.ResetAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("")]
    [InlineData("?mode=merge")]
    [InlineData("?mode=Merge&dry_run=false")]
    public async Task Merging_leaves_what_the_document_does_not_name(string query)
    {
        JsonElement answer = (await Program.ImportAsync(Seed.Of("New", "new", "new.example", "more.example"), query)).Json;
        Assert.Equal("merge", answer.GetProperty("mode").GetString());
        Assert.False(answer.GetProperty("dry_run").GetBoolean());
        Assert.Equal([1, 0, 0, 0], answer.Counts("providers"));
        Assert.Equal([2, 0, 0, 0], answer.Counts("domains"));
        Assert.Equal(["New"], Names(answer, "providers", "added"));
        Assert.Equal(["more.example", "new.example"], Names(answer, "domains", "added"));
        Assert.Equal(200, await Program.Client.AutoconfigStatusAsync("new.example"));
        Assert.Equal(200, await Program.Client.AutoconfigStatusAsync("office.example"));
    }

    [Fact]
    public async Task Replacing_removes_it()
    {
        JsonElement answer = (await Program.ImportAsync(Replacement, "?mode=replace")).Json;
        Assert.Equal("replace", answer.GetProperty("mode").GetString());
        Assert.Equal([1, 0, 0, 2], answer.Counts("providers"));
        Assert.Equal([1, 1, 0, 4], answer.Counts("domains"));
        Assert.Equal(["customer.example"], Names(answer, "domains", "changed"));
        Assert.Equal(
            ["*.customer.example", "listed.example", "office.example", "xn--bcher-kva.example"], Names(answer, "domains", "removed"));
        Assert.Equal([ManagedProgram.Office, "Hoster GmbH"], Names(answer, "providers", "removed"));
        Assert.Equal(404, await Program.Client.AutoconfigStatusAsync("office.example"));
        Assert.Equal(404, await Program.Client.AutoconfigStatusAsync("a.customer.example"));
    }

    [Fact]
    public async Task Creating_wants_an_empty_store()
    {
        string before = await Program.ExportAsync();
        Reply reply = await Program.ManageAsync(HttpMethod.Post, "/configuration?mode=create", Replacement);
        reply.AssertProblem(409);
        Assert.Equal(before, await Program.ExportAsync());

        await Program.ManageAsync(HttpMethod.Delete, "/configuration");
        JsonElement answer = (await Program.ImportAsync(Replacement, "?mode=create")).Json;
        Assert.Equal("create", answer.GetProperty("mode").GetString());
        Assert.Equal([2, 0, 0, 0], answer.Counts("domains"));
    }

    [Theory]
    [InlineData("merge")]
    [InlineData("replace")]
    [InlineData("create")]
    public async Task A_dry_run_says_what_would_be_done_and_stores_nothing(string mode)
    {
        if (mode == "create")
            await Program.ManageAsync(HttpMethod.Delete, "/configuration");
        string document = mode == "merge" ? Seed.Of("New", "new", "new.example") : Replacement;
        string before = await Program.ExportAsync();
        string said = (await Program.ImportAsync(document, $"?mode={mode}&dry_run=true")).Text;
        Assert.Equal(before, await Program.ExportAsync());
        Assert.Equal(404, await Program.Client.AutoconfigStatusAsync("new.example"));
        string done = (await Program.ImportAsync(document, $"?mode={mode}")).Text;
        Assert.Equal(done, said.Replace("\"dry_run\": true", "\"dry_run\": false", StringComparison.Ordinal));
        Assert.NotEqual(before, await Program.ExportAsync());
    }

    [Fact]
    public async Task A_dry_run_is_refused_for_what_the_import_would_be()
    {
        string before = await Program.ExportAsync();
        foreach (string flag in (string[])["true", "false"])
        {
            (await Program.ManageAsync(HttpMethod.Post, $"/configuration?dry_run={flag}&mode=create", Replacement)).AssertProblem(409);
            // It is another provider's.
            (await Program.ManageAsync(HttpMethod.Post, $"/configuration?dry_run={flag}", Replacement)).AssertRefused("/domains/0");
        }

        Assert.Equal(before, await Program.ExportAsync());
    }

    [Fact]
    public async Task An_import_that_is_repeated_changes_nothing()
    {
        string before = await Program.ExportAsync();
        JsonElement answer = (await Program.ImportAsync(ManagedProgram.Document)).Json;
        Assert.Equal([0, 0, 2, 0], answer.Counts("providers"));
        Assert.Equal([0, 0, 5, 0], answer.Counts("domains"));
        Assert.All((string[])["added", "changed", "removed"], kind => Assert.Empty(Names(answer, "domains", kind)));
        Assert.False(answer.TryGetProperty("warnings", out _));
        Assert.Equal(before, await Program.ExportAsync());
    }

    [Fact]
    public async Task A_clientConfig_file_is_a_document_too()
    {
        string file = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "Automua.Functions.Tests", "Documents", "ClientConfigs", "plain-only.example.xml"));
        JsonElement answer = (await Program.ImportAsync(file)).Json;
        Assert.Equal(["Plain & Simple"], Names(answer, "providers", "added"));
        Assert.Equal(["plain-only.example", "plain-too.example"], Names(answer, "domains", "added"));
        Assert.Contains("/clientConfig/emailProvider/incomingServer/pop3", answer.Pointers("warnings"));
        Assert.Equal(200, (await Program.ManageAsync("/providers/plain-only.example")).Status);

        // What it is, is not what the request says it is.
        Reply reply = await Program.SendAsync(
            HttpMethod.Post,
            "/manage/v1/configuration?mode=replace",
            new StringContent(file),
            null,
            ("x-functions-key", AutomuaProgram.AdminKey));
        Assert.Equal(200, reply.Status);
    }

    [Fact]
    public async Task Every_name_is_told()
    {
        string[] names = Imports.Names(1200);
        JsonElement answer = (await Program.ImportAsync(Seed.Of("Many", "many", names))).Json;
        Assert.Equal([1200, 0, 0, 0], answer.Counts("domains"));
        Assert.Equal(names.Order(StringComparer.Ordinal), Names(answer, "domains", "added"));
    }

    [Fact]
    public async Task A_purge_says_how_much_there_was()
    {
        Reply reply = await Program.ManageAsync(HttpMethod.Delete, "/configuration");
        Assert.Equal(200, reply.Status);
        Assert.Equal([0, 0, 0, 2], reply.Json.Counts("providers"));
        Assert.Equal([0, 0, 0, 5], reply.Json.Counts("domains"));
        Assert.Equal(404, await Program.Client.AutoconfigStatusAsync("customer.example"));
        reply = await Program.ManageAsync(HttpMethod.Delete, "/configuration");
        Assert.Equal([0, 0, 0, 0], reply.Json.Counts("domains"));
    }

    private static string[] Names(JsonElement answer, string what, string kind) =>
        [.. answer.GetProperty("changes").GetProperty(what).GetProperty(kind).EnumerateArray().Select(name => name.GetString()!)];
}
