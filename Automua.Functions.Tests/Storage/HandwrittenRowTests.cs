using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>Imports into a database that holds rows of the reference system's administrators.</summary>
public sealed class HandwrittenRowTests
{
    private static readonly string[] Hosts = ["imap.new.example", "smtp.new.example"];

    [Theory]
    [InlineData("upper.example", "Good & Sons")]
    [InlineData("münchen.example", "Good & Sons")]
    [InlineData("xn--mnchen-3ya.example", "Good & Sons")]
    [InlineData("orphan.example", "Good & Sons")]
    [InlineData("type.example", "Good & Sons")]
    [InlineData("port.example", "Good & Sons")]
    [InlineData("name.example", "Good & Sons")]
    [InlineData("davurl.example", "Good & Sons")]
    [InlineData("noldap.example", "Good & Sons")]
    [InlineData("serverless.example", "Big Corporation, Inc.")]
    public async Task An_import_changes_or_mends_the_domain_that_is_there(string domain, string provider)
    {
        SqliteFile database = ReferenceDatabase.Create();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri }, Path.GetDirectoryName(database.Path));
        using HttpClient administrator = program.NewAdministrator();
        string seed = Seed.Of(provider, "new", domain);

        (int status, JsonElement answer) = await administrator.ImportAsync(seed);
        Assert.Equal(200, status);
        Assert.Equal([0, 1, 0, 0], answer.Counts("domains"));
        Assert.Equal([0, 0, 1, 0], answer.Counts("providers"));
        string[] servers = (await program.Client.AutoconfigAsync(domain)).Servers();
        Assert.Equal(Hosts, servers.Select(server => server.Split(' ', ':')[1]));
        (_, answer) = await administrator.ImportAsync(seed);
        Assert.Equal([0, 0, 1, 0], answer.Counts("domains"));
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("good.example"));
    }

    [Fact]
    public async Task A_number_that_links_still_name_is_given_to_no_new_row()
    {
        SqliteFile database = ReferenceDatabase.Create();
        // As the sqlite3 shell lets an administrator delete: what pointed to the rows stays.
        database.Execute("DELETE FROM server WHERE id = 4008; DELETE FROM domain WHERE id = 3014; DELETE FROM provider WHERE id = 1001");
        database.Execute("INSERT INTO domain (id, name, provider_id) VALUES (3015, 'left.example', 5000), (3016, 'text.example', 'nobody')");
        database.Execute("INSERT INTO server_domain (server_id, domain_id) VALUES (6000, 4), (0, 7000)");
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri }, Path.GetDirectoryName(database.Path));
        using HttpClient administrator = program.NewAdministrator();
        (int status, _) = await administrator.ImportAsync(Seed.Of("New", "new", "new.example"));
        Assert.Equal(200, status);
        Assert.Equal(Hosts, (await program.Client.AutoconfigAsync("new.example")).Servers().Select(server => server.Split(' ', ':')[1]));
        Assert.Equal(404, await program.Client.AutoconfigStatusAsync("serverless.example"));
        Assert.Equal(["5001"], database.Rows("SELECT id FROM provider WHERE name = 'New'"));
        Assert.Equal(["7001"], database.Rows("SELECT id FROM domain WHERE name = 'new.example'"));
        Assert.Equal(["6001", "6002"], database.Rows("SELECT id FROM server WHERE id > 4008 ORDER BY id"));
    }

    [Theory]
    [InlineData("INSERT INTO domain (id, name, provider_id) VALUES (100, 'xn--mnchen-3ya.example', 0)", 100)]
    [InlineData("INSERT INTO domain (id, name, provider_id) VALUES (100, 'MÜNCHEN.example', 0)", 2)]
    [InlineData("INSERT INTO domain (id, name, provider_id) VALUES (100, 'XN--mnchen-3YA.example', 0)", 100)]
    public async Task Of_two_spellings_an_import_changes_the_one_that_is_answered(string row, int changed)
    {
        SqliteFile database = ReferenceDatabase.Create();
        database.Execute(row);
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri }, Path.GetDirectoryName(database.Path));
        using HttpClient administrator = program.NewAdministrator();
        (_, JsonElement answer) = await administrator.ImportAsync(Seed.Of("Good & Sons", "new", "münchen.example"));
        Assert.Equal([0, 1, 0, 0], answer.Counts("domains"));
        Assert.Equal(Hosts, (await program.Client.AutoconfigAsync("münchen.example")).Servers().Select(server => server.Split(' ', ':')[1]));
        Assert.Equal(
            [$"{changed}"],
            database.Rows("SELECT DISTINCT k.domain_id FROM server_domain k JOIN server s ON s.id = k.server_id WHERE s.name = 'imap.new.example'"));
    }

    [Fact]
    public async Task A_purge_removes_every_row_of_the_reference_systems_tables()
    {
        SqliteFile database = ReferenceDatabase.Create(hasAlembic: true);
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri }, Path.GetDirectoryName(database.Path));
        using HttpClient administrator = program.NewAdministrator();
        using HttpResponseMessage response = await administrator.DeleteAsync("initdb");
        Assert.Equal(200, (int)response.StatusCode);
        foreach (string table in ReferenceDatabase.Tables)
            Assert.Equal(0, database.Number($"SELECT COUNT(*) FROM {table}"));
        Assert.Equal(1, database.Number("SELECT COUNT(*) FROM alembic_version"));
    }

    [Fact]
    public async Task The_sample_is_refused_while_rows_are_there()
    {
        SqliteFile database = ReferenceDatabase.Create();
        string[] before = ReferenceDatabase.Everything(database);
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri }, Path.GetDirectoryName(database.Path));
        using HttpClient administrator = program.NewAdministrator();
        using HttpResponseMessage response = await administrator.GetAsync("initdb/");
        Assert.Equal(409, (int)response.StatusCode);
        Assert.Equal(before, ReferenceDatabase.Everything(database));
    }
}
