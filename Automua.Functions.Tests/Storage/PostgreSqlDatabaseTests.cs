using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>The whole program on PostgreSQL's databases.</summary>
public sealed class PostgreSqlDatabaseTests(DatabaseServers servers) : ServedDatabaseContract
{
    [Fact]
    public async Task A_schema_that_may_not_be_read_is_not_called_old()
    {
        await using ServedDatabase database = (await ServerAsync()).NewDatabase();
        await using (AutomuaProgram first = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri }))
            Assert.Equal(0, await first.StopAsync());
        database.Execute("ALTER TABLE automua_migration OWNER TO CURRENT_USER; REVOKE ALL ON automua_migration FROM automua");
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri, ["AUTOMUA_AUTO_MIGRATE"] = "no" });
        await program.WaitForLogAsync("permission denied");
        database.Execute("GRANT SELECT ON automua_migration TO automua");
        await program.WaitForLogAsync("The store can be used now");
        await program.StopAsync();
        Assert.DoesNotContain("automua migrate", program.Log.Error, StringComparison.Ordinal);
    }

    private protected override string Kind => "PostgreSQL";

    private protected override async Task<DatabaseServer> ServerAsync() => await servers.PostgreSql;

    /// <remarks>A step and its number are one transaction there: nothing of the step is left.</remarks>
    private protected override void Undo(AdministeredDatabase database, int number)
    {
        database.Execute($"DELETE FROM automua_migration WHERE number > {number}");
        if (number < 5)
        {
            database.Execute("""
                DROP TABLE automua_host, automua_server_provider, automua_davserver_provider;
                DROP INDEX automua_provider_id, automua_provider_name;
                """);
        }

        if (number < 4)
        {
            database.Execute("""
                ALTER TABLE provider DROP COLUMN automua_id, DROP COLUMN automua_details;
                ALTER TABLE server DROP COLUMN automua_authentication;
                """);
        }
    }
}
