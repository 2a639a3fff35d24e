using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>The whole program on MariaDB's databases.</summary>
public sealed class MariaDbDatabaseTests(DatabaseServers servers) : ServedDatabaseContract
{
    [Fact]
    public async Task Columns_that_an_administrator_made_wider_stay_so()
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase().AsReference();
        database.Execute("""
            ALTER TABLE server MODIFY user_name VARCHAR(4000) NOT NULL;
            ALTER TABLE davserver MODIFY url MEDIUMTEXT NOT NULL;
            """);
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri });
        Assert.Equal(
            ["davserver|url|mediumtext|utf8mb4_bin|NO", "davserver|user_name|varchar(1024)|utf8mb4_bin|YES", "server|user_name|varchar(4000)|utf8mb4_bin|NO"],
            database.Rows("""
                SELECT table_name, column_name, column_type, collation_name, is_nullable FROM information_schema.columns
                WHERE table_schema = DATABASE() AND table_name LIKE '%server' AND (column_name = 'url' OR column_name = 'user_name')
                ORDER BY table_name, column_name
                """));
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("good.example"));
    }

    [Theory]
    [InlineData("VARCHAR(700)", 2)]
    [InlineData("VARCHAR(1000)", 0)]
    [InlineData("TEXT", 0)]
    public async Task A_name_that_an_administrator_made_too_long_for_an_index_has_none(string type, int columns)
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase().AsReference();
        database.Execute("ALTER TABLE domain DROP INDEX name");
        database.Execute($"ALTER TABLE domain MODIFY name {type} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL");
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri });
        Assert.Equal(columns, database.Number("""
            SELECT COUNT(*) FROM information_schema.statistics
            WHERE table_schema = DATABASE() AND index_name = 'automua_domain_provider_order'
            """));
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("good.example"));
    }

    private protected override string Kind => "MySQL";

    private protected override async Task<DatabaseServer> ServerAsync() => await servers.MariaDb;

    /// <remarks>All that a step changes is lasting at once there, and its number comes last.</remarks>
    private protected override void Undo(AdministeredDatabase database, int number) =>
        database.Execute($"DELETE FROM automua_migration WHERE number > {number}");
}
