using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Storage;

namespace Automua.Functions.Tests.Samples;

/// <summary>contrib/schema-*.sql: loaded by the database's own client, they are what the program's own steps make.</summary>
public sealed class SchemaFileTests(DatabaseServers servers) : IDisposable
{
    private const string Steps = "SELECT number, name FROM automua_migration ORDER BY number";

    private readonly string _directory = AutomuaProgram.NewDirectory();

    /// <summary>The kinds of databases that speak SQL.</summary>
    public static TheoryData<string> Kinds => ["SQLite", "PostgreSQL", "MySQL"];

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_file_makes_just_what_the_program_makes(string kind)
    {
        await using AdministeredDatabase migrated = await NewDatabaseAsync(kind, "migrated");
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync(new() { ["AUTOMUA_DB_URI"] = migrated.Uri }, null, "migrate");
        Assert.True(exitCode == 0, error);
        await using AdministeredDatabase loaded = await NewDatabaseAsync(kind, "loaded");
        await loaded.LoadAsync(SampleFile.ReadSchema(kind));

        string[] expected = [.. await migrated.DefinitionsAsync(), .. migrated.Rows(Steps)];
        string[] actual = [.. await loaded.DefinitionsAsync(), .. loaded.Rows(Steps)];
        Assert.True(expected.Length > 20);
        Assert.True(
            expected.SequenceEqual(actual),
            $"""
            contrib/schema-{kind.ToLowerInvariant()}.sql is not what the program makes. Change it by hand, until nothing is left of what follows.
            It lacks:
            {string.Join('\n', expected.Except(actual))}
            It has beside:
            {string.Join('\n', actual.Except(expected))}
            """);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_program_that_may_change_no_schema_works_on_it(string kind)
    {
        await using AdministeredDatabase database = await NewDatabaseAsync(kind, "database");
        await database.LoadAsync(SampleFile.ReadSchema(kind));
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri, ["AUTOMUA_AUTO_MIGRATE"] = "no" });
        using HttpClient administrator = program.NewAdministrator();
        (int status, JsonElement answer) = await administrator.ImportAsync(SampleFile.Read("seed-v3.json"));
        Assert.True(status == 200, answer.ToString());
        Assert.Equal(3, (await program.Client.AutoconfigAsync("any.customer.example")).Servers().Length);
        Assert.Equal(2, (await program.Client.AutoconfigAsync("special.example")).Servers().Length);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_database_that_is_not_empty_refuses_it_and_stays_as_it_is(string kind)
    {
        await using AdministeredDatabase database = await NewDatabaseAsync(kind, "database");
        database.MakeReference();
        string[] before = await EverythingAsync(database);
        (int exitCode, string output) = await database.FeedAsync(SampleFile.ReadSchema(kind));
        Assert.NotEqual(0, exitCode);
        Assert.Contains("already exists", output, StringComparison.Ordinal);
        Assert.Equal(before, await EverythingAsync(database));
    }

    private static async Task<string[]> EverythingAsync(AdministeredDatabase database) =>
        [.. await database.DefinitionsAsync(), .. ReferenceDatabase.Everything(database)];

    private Task<AdministeredDatabase> NewDatabaseAsync(string kind, string folder) =>
        servers.NewDatabaseAsync(kind, Directory.CreateDirectory(Path.Combine(_directory, folder)).FullName);
}
