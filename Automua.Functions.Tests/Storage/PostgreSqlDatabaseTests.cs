namespace Automua.Functions.Tests.Storage;

/// <summary>The whole program on PostgreSQL's databases.</summary>
public sealed class PostgreSqlDatabaseTests(DatabaseServers servers) : ServedDatabaseContract
{
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
