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
