using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary><c>GET /manage/v1/configuration</c>.</summary>
public sealed class ConfigurationExportTests(ManagedProgram managed) : IClassFixture<ManagedProgram>
{
    private const string Password = "Correct-Horse-Battery";

    private AutomuaProgram Program => managed.Program;

    [Fact]
    public async Task It_is_what_the_command_exports()
    {
        Reply reply = await Program.ManageAsync("/configuration");
        Assert.Equal(200, reply.Status);
        Assert.Equal("application/json", reply["Content-Type"]);
        Assert.Equal("attachment; filename=\"automua.json\"", reply["Content-Disposition"]);
        Assert.Equal(await CommandAsync(), reply.Text);
        Assert.Equal(await CommandAsync("--secrets"), (await Program.ManageAsync("/configuration?secrets=true")).Text);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("?secrets=false", false)]
    [InlineData("?secrets=FALSE", false)]
    [InlineData("?secrets=true", true)]
    [InlineData("?Secrets=True", true)]
    public async Task Passwords_are_told_to_those_who_ask_for_them(string query, bool isTold)
    {
        string document = (await Program.ManageAsync($"/configuration{query}")).Text;
        Assert.Equal(isTold, document.Contains(Password, StringComparison.Ordinal));
        Assert.Equal(!isTold, document.Contains("\"bind_password\": \"********\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("?secrets=yes")]
    [InlineData("?secrets=1")]
    [InlineData("?secrets=")]
    public async Task A_wrong_flag_is_400(string query)
    {
        Reply reply = await Program.ManageAsync($"/configuration{query}");
        reply.AssertProblem(400);
        Assert.Equal("The parameter secrets must be true or false.", reply.Json.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task HEAD_has_no_body()
    {
        Reply reply = await Program.ManageAsync(HttpMethod.Head, "/configuration");
        Assert.Equal(200, reply.Status);
        Assert.Empty(reply.Body);
    }

    [Fact]
    public async Task What_a_hand_spoilt_is_left_out_by_name()
    {
        await managed.SpoilAsync("customer.example");
        Reply reply = await Program.ManageAsync("/configuration");
        Assert.Equal(200, reply.Status);
        string gap = Assert.Single(reply.Json.GetProperty("_left_out").EnumerateArray().Select(sentence => sentence.GetString()!));
        Assert.Matches("^domain row [0-9]+: ldapserver_id ", gap);
        Assert.Equal("_left_out", reply.Json.EnumerateObject().Last().Name);
        string[] providers = [.. reply.Json.GetProperty("providers").EnumerateArray().Select(provider => provider.GetProperty("provider").GetString()!)];
        Assert.Equal([ManagedProgram.Office, "Hoster GmbH"], providers.Order(StringComparer.Ordinal));

        // Whoever imports it is not troubled by what it says of itself.
        Reply imported = await Program.ImportAsync(reply.Text, "?mode=replace");
        Assert.Equal(1, imported.Json.GetProperty("domains").GetProperty("removed").GetInt32());
        Assert.False((await Program.ManageAsync("/configuration")).Json.TryGetProperty("_left_out", out _));
        await managed.ResetAsync();
    }

    [Fact]
    public async Task Imported_it_gives_the_same_to_the_octet()
    {
        string document = await Program.ExportAsync();
        await using AutomuaProgram other = await AutomuaProgram.StartAsync();
        await other.ImportAsync(document, "?mode=create");
        Assert.Equal(document, await other.ExportAsync());

        // A mask leaves the password that is stored.
        Reply again = await other.ImportAsync((await other.ManageAsync("/configuration")).Text);
        Assert.Equal(2, again.Json.GetProperty("providers").GetProperty("unchanged").GetInt32());
        Assert.Equal(document, await other.ExportAsync());
    }

    [Fact]
    public async Task An_empty_store_has_a_document_too()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        Reply reply = await program.ManageAsync("/configuration");
        Assert.Equal("{\n  \"version\": 3,\n  \"providers\": []\n}\n", reply.Text);
    }

    [Fact]
    public async Task While_the_store_is_away_it_is_503()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.ImportAsync(ManagedProgram.Document);
        await program.ChangeDatabaseAsync("ALTER TABLE ldapserver RENAME TO elsewhere");
        Reply reply = await program.ManageAsync("/configuration");
        reply.AssertProblem(503);
        Assert.Null(reply["Content-Disposition"]);
    }

    [Fact]
    public async Task Where_the_store_fails_in_between_the_document_breaks_off()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.ImportAsync(ManagedProgram.Document);
        // LDAP servers come first: they are sent before a provider is looked for.
        await program.ChangeDatabaseAsync("ALTER TABLE provider RENAME TO elsewhere");
        await Assert.ThrowsAsync<HttpRequestException>(() => program.ManageAsync("/configuration"));
        await program.WaitForLogAsync("ManageConfiguration: the store does not answer: ");
    }

    private async Task<string> CommandAsync(params string[] options)
    {
        string file = Path.Combine(Program.Directory, $"export-{Guid.NewGuid():N}");
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(
            new() { ["AUTOMUA_DB_URI"] = $"sqlite:///{Program.DatabaseFile}" }, null, ["export", "--output", file, .. options]);
        Assert.True(exitCode == 0, output + error);
        return await File.ReadAllTextAsync(file);
    }
}
