using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Storage;

namespace Automua.Functions.Tests.Commands;

/// <summary><c>automua migrate</c>, and the service that leaves the schema to it.</summary>
public sealed class MigrateCommandTests(DatabaseServers servers) : IDisposable
{
    private readonly string _directory = AutomuaProgram.NewDirectory();

    /// <summary>Each kind of database, and whether one of the reference system is taken over.</summary>
    public static MatrixTheoryData<string, bool> Databases => new(["SQLite", "PostgreSQL", "MySQL"], [false, true]);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Without_auto_migrate_an_old_schema_is_refused_until_the_command_has_run(string kind, bool isReferences)
    {
        await using AdministeredDatabase database = await NewDatabaseAsync(kind, isReferences);
        Dictionary<string, string?> store = new() { ["AUTOMUA_DB_URI"] = database.Uri, ["AUTOMUA_AUTO_MIGRATE"] = "no" };
        foreach (string[] arguments in (string[][])[["--listen", "127.0.0.1:0"], ["import", "nothing.json"]])
        {
            (int refused, string nothing, string error) = await AutomuaProgram.RunAsync(store, null, arguments);
            Assert.Equal((1, ""), (refused, nothing));
            Assert.EndsWith(
                " is not on the schema of this program, and auto_migrate is no: run 'automua migrate' first.",
                Assert.Single(error.TrimEnd('\n').Split('\n')),
                StringComparison.Ordinal);
            Assert.Empty(database.ColumnsOf("automua_migration"));
        }

        (int exitCode, string output, string problems) = await AutomuaProgram.RunAsync(store, null, "migrate");
        Assert.Equal((0, ""), (exitCode, problems));
        Assert.Contains("added: tables of automua\n", output, StringComparison.Ordinal);
        Assert.Matches($"^The {kind} .* is on the schema of this program\\.$", output.TrimEnd('\n').Split('\n')[^1]);
        (exitCode, output, _) = await AutomuaProgram.RunAsync(store, null, "migrate");
        Assert.Equal(0, exitCode);
        Assert.DoesNotContain("added", output, StringComparison.Ordinal);

        await using AutomuaProgram program = await AutomuaProgram.StartAsync(store);
        Assert.Equal(isReferences ? 200 : 404, await program.Client.AutoconfigStatusAsync("good.example"));
        using HttpClient administrator = program.NewAdministrator();
        Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Later", "later", "later.example"))).Status);
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    [InlineData("MySQL")]
    public async Task Commands_that_run_at_once_take_each_step_once(string kind)
    {
        await using AdministeredDatabase database = await NewDatabaseAsync(kind, isReferences: true);
        Dictionary<string, string?> store = new() { ["AUTOMUA_DB_URI"] = database.Uri };
        (int ExitCode, string Output, string Error)[] runs = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => AutomuaProgram.RunAsync(store, null, "migrate")));
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Error));
        Assert.Equal(Enumerable.Range(1, 7).Select(step => $"{step}"), database.Rows("SELECT number FROM automua_migration ORDER BY number"));
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    [InlineData("MySQL")]
    public async Task A_newer_programs_schema_is_worked_on_and_left_as_it_is(string kind)
    {
        await using AdministeredDatabase database = await NewDatabaseAsync(kind, isReferences: false);
        Dictionary<string, string?> store = new() { ["AUTOMUA_DB_URI"] = database.Uri };
        await AutomuaProgram.RunAsync(store, null, "migrate");
        database.Execute("INSERT INTO automua_migration (number, name) VALUES (99, 'what this program does not know')");
        string[] before = await database.DefinitionsAsync();

        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(store, null, "migrate");
        Assert.Equal((0, ""), (exitCode, error));
        Assert.DoesNotContain("added", output, StringComparison.Ordinal);
        store["AUTOMUA_AUTO_MIGRATE"] = "no";
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(store);
        await program.StoreSampleDataAsync();
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("example.com"));
        Assert.Equal(before, await database.DefinitionsAsync());
    }

    [Fact]
    public async Task A_server_that_is_down_is_told_in_one_line()
    {
        Dictionary<string, string?> store = new() { ["AUTOMUA_DB_URI"] = "postgresql://automua:pa55w0rd@127.0.0.1:1/automua" };
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(store, null, "migrate");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("automua: PostgreSQL database ", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("pa55w0rd", error, StringComparison.Ordinal);
    }

    private async Task<AdministeredDatabase> NewDatabaseAsync(string kind, bool isReferences)
    {
        AdministeredDatabase database = await servers.NewDatabaseAsync(kind, _directory);
        if (isReferences)
            database.MakeReference();
        return database;
    }
}
