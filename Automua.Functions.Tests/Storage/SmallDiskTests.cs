using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>An import for which the disk has no room: it is refused in a sentence, and the store goes on as before.</summary>
public sealed class SmallDiskTests(DatabaseServers own) : IClassFixture<DatabaseServers>
{
    private static readonly string Document = Seed.Of("Big Corporation, Inc.", "new", ["example.com", .. Imports.Names(100_000)]);

    [Fact]
    public async Task An_SQLite_file_stays_readable_when_its_disk_is_full()
    {
        await using SmallDisk disk = await SmallDisk.NewAsync(2);
        SqliteFile database = new(Path.Combine(disk.Directory, "db.sqlite"));
        await AssertStaysReadableAsync(database);
        database.AssertWhole();
    }

    [Fact]
    public async Task A_PostgreSQL_database_stays_readable_when_its_disk_is_full() =>
        await AssertStaysReadableAsync(await own.PostgreSql);

    [Fact]
    public async Task A_MariaDB_database_stays_readable_when_its_disk_is_full() =>
        await AssertStaysReadableAsync(await own.MariaDb);

    private static async Task AssertStaysReadableAsync(DatabaseServer server)
    {
        await using SmallDisk disk = await SmallDisk.NewAsync(14);
        await using ServedDatabase database = await server.NewDatabaseAsync(disk);
        await AssertStaysReadableAsync(database);
    }

    private static async Task AssertStaysReadableAsync(AdministeredDatabase database)
    {
        Dictionary<string, string?> store = new() { ["AUTOMUA_DB_URI"] = database.Uri };
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(store);
        await program.StoreSampleDataAsync();
        string[] before = ReferenceDatabase.Everything(database);

        string file = Path.Combine(program.Directory, "many.json");
        await File.WriteAllTextAsync(file, Document);
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(store, null, "import", file);
        Assert.Equal((1, ""), (exitCode, output));
        string sentence = Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.Matches("^automua: .* database.*(full|No space left on device)", sentence.Replace("SQLite file", "SQLite database", StringComparison.Ordinal));

        using HttpClient administrator = program.NewAdministrator();
        (int status, _) = await administrator.ImportAsync(Document);
        Assert.Equal(503, status);
        Assert.Equal(before, ReferenceDatabase.Everything(database));
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("example.com"));
        Assert.Equal(404, await program.Client.AutoconfigStatusAsync("d0.many.example"));
        using HttpResponseMessage ready = await program.Client.GetAsync("readyz");
        Assert.Equal(200, (int)ready.StatusCode);
    }
}
