using System.Security.Cryptography;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>The schema: numbered steps, each once, whoever starts, and whatever ends a start.</summary>
public sealed class MigrationTests
{
    private static readonly string[] Steps =
    [
        "1|tables of automua", "2|indexes for look-ups and imports", "3|columns that databases of 2020 lack",
        "4|what automua's columns cannot say",
        "5|providers that are asked for by a host",
        "6|whether an LDAP server may be asked in the clear",
        "7|indexes for lists of domains",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Steps_are_numbered_and_run_once(bool isReferences)
    {
        SqliteFile database = isReferences ? ReferenceDatabase.Create(hasAlembic: true) : NewFile();
        await using AutomuaProgram program = await StartAsync(database);
        await program.StopAsync();
        Assert.Equal(Steps, database.Rows("SELECT number, name FROM automua_migration ORDER BY number"));
        byte[] before = await HashAsync(database);
        string[] schema = database.Rows("SELECT name, sql FROM sqlite_master ORDER BY name");

        await using AutomuaProgram again = await StartAsync(database);
        await again.StopAsync();
        Assert.Equal(schema, database.Rows("SELECT name, sql FROM sqlite_master ORDER BY name"));
        Assert.Equal(before, await HashAsync(database));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Programs_that_start_at_once_on_a_new_file_all_come_up(int round)
    {
        SqliteFile database = NewFile($"round{round}.sqlite");
        AutomuaProgram[] programs = await Task.WhenAll(StartAsync(database), StartAsync(database), StartAsync(database));
        try
        {
            Assert.Equal(Steps, database.Rows("SELECT number, name FROM automua_migration ORDER BY number"));
            await programs[0].StoreSampleDataAsync();
            foreach (AutomuaProgram program in programs)
                Assert.Equal(200, await program.Client.AutoconfigStatusAsync("example.com"));
        }
        finally
        {
            foreach (AutomuaProgram program in programs)
                await program.StopAsync();
            foreach (AutomuaProgram program in programs)
                await program.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("a file")]
    [InlineData("octets in the file")]
    [InlineData("a log")]
    [InlineData("octets in the log")]
    public async Task A_start_that_is_killed_leaves_a_file_that_the_next_start_can_use(string moment)
    {
        SqliteFile database = NewFile();
        Func<bool> isReached = moment switch
        {
            "a file" => () => File.Exists(database.Path),
            "octets in the file" => () => LengthOf(database.Path) > 0,
            "a log" => () => File.Exists($"{database.Path}-wal"),
            _ => () => LengthOf($"{database.Path}-wal") > 0,
        };
        string directory = Path.GetDirectoryName(database.Path)!;
        await using AutomuaProgram killed = AutomuaProgram.Launch(new() { ["AUTOMUA_DB_URI"] = database.Uri }, directory);
        await killed.UntilAsync(isReached);
        await killed.KillAsync();

        await using AutomuaProgram program = await StartAsync(database);
        await program.StoreSampleDataAsync();
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("example.com"));
        database.AssertWhole();
        Assert.Equal(Steps, database.Rows("SELECT number, name FROM automua_migration ORDER BY number"));
    }

    [Fact]
    public async Task A_step_that_was_undone_is_not_taken_for_done()
    {
        // What a database looks like whose first step came from a program that was interrupted before the second.
        SqliteFile database = ReferenceDatabase.Create();
        database.Execute("""
            CREATE TABLE automua_migration (number INTEGER NOT NULL PRIMARY KEY, name VARCHAR(128) NOT NULL);
            INSERT INTO automua_migration VALUES (1, 'tables of automua');
            """);
        await using AutomuaProgram program = await StartAsync(database);
        Assert.Equal(Steps, database.Rows("SELECT number, name FROM automua_migration ORDER BY number"));
        Assert.Equal(1, database.Number("SELECT COUNT(*) FROM sqlite_master WHERE name = 'automua_domain_name'"));
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("good.example"));
    }

    [Theory]
    [MemberData(nameof(ReferenceDatabase.Revisions), MemberType = typeof(ReferenceDatabase))]
    public async Task A_database_of_2020_without_priorities_and_DAV_servers_is_taken_over(string revision, string raised)
    {
        SqliteFile database = ReferenceDatabase.Create(hasAlembic: true);
        database.Execute($"UPDATE alembic_version SET version_num = '{revision}'");
        database.Execute("""
            DELETE FROM server WHERE id > 3;
            ALTER TABLE server DROP COLUMN prio;
            DROP TABLE davserver_domain;
            DROP TABLE davserver;
            """);
        string[] before = database.Rows("SELECT * FROM server ORDER BY id");
        await using AutomuaProgram program = await StartAsync(database);
        Assert.Equal(4, (await program.Client.AutoconfigAsync("good.example")).Servers().Length);
        Assert.Equal(
            before, database.Rows("SELECT id, name, port, type, socket_type, user_name, authentication FROM server ORDER BY id"));
        Assert.Equal(["10"], database.Rows("SELECT DISTINCT prio FROM server"));
        Assert.Equal([raised], database.Rows("SELECT version_num FROM alembic_version"));
        await using AutomuaProgram again = await StartAsync(database);
        Assert.Equal(200, await again.Client.AutoconfigStatusAsync("good.example"));
    }

    private static SqliteFile NewFile(string name = "new.sqlite") => new(Path.Combine(AutomuaProgram.NewDirectory(), name));

    private static Task<AutomuaProgram> StartAsync(SqliteFile database) => AutomuaProgram.StartAsync(
        new() { ["AUTOMUA_DB_URI"] = database.Uri }, Path.GetDirectoryName(database.Path));

    private static long LengthOf(string file) => new FileInfo(file) is { Exists: true, Length: var length } ? length : 0;

    private static async Task<byte[]> HashAsync(SqliteFile database) =>
        SHA256.HashData(await File.ReadAllBytesAsync(database.Path));
}
