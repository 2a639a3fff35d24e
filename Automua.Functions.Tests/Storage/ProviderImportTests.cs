using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>Providers of version 3 in an SQLite database that others write to as well.</summary>
public sealed class ProviderImportTests(AdministeredProgram shared) : IClassFixture<AdministeredProgram>
{
    [Fact]
    public async Task A_host_moves_to_another_provider_within_one_document()
    {
        await ImportedAsync("""{"provider": "A1", "hosts": ["move.example"], %SERVERS%}, {"provider": "B1", %SERVERS%}""");
        await ImportedAsync("""{"provider": "A1", "hosts": [], %SERVERS%}, {"provider": "B1", "hosts": ["move.example"], %SERVERS%}""");
        (int status, JsonElement answer) = await ImportAsync("""{"provider": "C1", "hosts": ["move.example"], %SERVERS%}""");
        Assert.Equal(400, status);
        Assert.Contains("stands for the provider 'B1'", answer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_with_an_identifier_takes_up_the_provider_of_a_seed()
    {
        Assert.Equal(200, (await shared.Administrator.ImportAsync(Seed.Of("Grown", "grown", "grown.example"))).Status);
        JsonElement answer = await ImportedAsync("""{"provider": "Grown", "id": "grown", "domains": ["grown.example"], %SERVERS%}""");
        Assert.Equal([0, 1, 0, 0], answer.Counts("providers"));
        answer = await ImportedAsync("""{"provider": "Renamed", "id": "grown", "domains": ["grown.example"], %SERVERS%}""");
        Assert.Equal([0, 1, 0, 0], answer.Counts("providers"));
        Assert.Equal([0, 0, 1, 0], answer.Counts("domains"));
    }

    [Fact]
    public async Task A_provider_that_has_servers_for_its_domains_only_is_none_for_a_host()
    {
        await ImportedAsync("""{"provider": "Bare", "hosts": ["bare.example"], "domains": [{"name": "in.bare.example", %SERVERS%}]}""");
        (await shared.Program.GetAsync("/mail/config-v1.1.xml?emailaddress=a@none.example", "bare.example")).AssertProblem(404);
    }

    [Fact]
    public async Task Rows_that_other_programs_delete_leave_nothing_behind()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = program.NewAdministrator();
        string document = Document("""{"provider": "Gone", "hosts": ["gone.example"], "domains": ["a.gone.example"], %SERVERS%}""");
        Assert.Equal(200, (await administrator.ImportAsync(document)).Status);
        Assert.Equal(200, (await program.GetAsync("/mail/config-v1.1.xml", "gone.example")).Status);

        // As Python's sqlite3 does it: without the check of foreign keys.
        SqliteFile database = new(program.DatabaseFile);
        database.Execute(
            """
            PRAGMA foreign_keys = OFF;
            DELETE FROM server_domain; DELETE FROM davserver_domain; DELETE FROM domain; DELETE FROM server; DELETE FROM davserver; DELETE FROM provider;
            INSERT INTO provider (id, name, short_name) VALUES (1, 'Other', 'Other');
            INSERT INTO server (id, name, port, type, socket_type, user_name, authentication) VALUES (1, 'imap.other.example', 993, 'imap', 'SSL', '%EMAILADDRESS%', 'plain');
            """);
        (await program.GetAsync("/mail/config-v1.1.xml", "gone.example")).AssertProblem(404);
        (int status, JsonElement answer) = await administrator.ImportAsync(document);
        Assert.True(status == 200, answer.ToString());
    }

    [Fact]
    public async Task Many_providers_are_found_among_many()
    {
        string providers = string.Join(", ", Enumerable.Range(0, 2_000).Select(i => $$"""{"provider": "Many {{i}}", "id": "many-{{i}}"}"""));
        JsonElement answer = await ImportedAsync(providers);
        Assert.Equal([2_000, 0, 0, 0], answer.Counts("providers"));
        answer = await ImportedAsync(providers);
        Assert.Equal([0, 0, 2_000, 0], answer.Counts("providers"));
    }

    private async Task<JsonElement> ImportedAsync(string providers)
    {
        (int status, JsonElement answer) = await ImportAsync(providers);
        Assert.True(status == 200, answer.ToString());
        return answer;
    }

    private Task<(int Status, JsonElement Answer)> ImportAsync(string providers) => shared.Administrator.ImportAsync(Document(providers));

    private static string Document(string providers) => $$"""{"version": 3, "providers": [{{providers}}]}""".Replace(
        "%SERVERS%",
        """ "servers": [{"type": "imap", "name": "imap.provider.example"}, {"type": "smtp", "name": "smtp.provider.example"}]""",
        StringComparison.Ordinal);
}
