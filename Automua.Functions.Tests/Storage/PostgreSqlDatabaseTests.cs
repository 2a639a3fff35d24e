using System.Data.Common;
using Automua.Functions.Tests.Documents;
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

    [Fact]
    public async Task A_first_import_of_many_domains_leaves_references_and_indexes_as_they_were()
    {
        await using ServedDatabase database = await NewPreparedDatabaseAsync();
        database.Execute("CREATE INDEX of_the_administrator ON server_domain (domain_id, server_id) WHERE server_id > 1");
        string[] before = Parts(database);
        Assert.Contains(before, part => part.Contains("FOREIGN KEY (server_id) REFERENCES server(id)", StringComparison.Ordinal));
        await ImportManyAsync(database);
        Assert.Equal(before, Parts(database));
        Assert.Equal(1, database.Number("SELECT COUNT(*) FROM pg_stats WHERE tablename = 'domain' AND attname = 'name' AND n_distinct = -1"));
    }

    [Fact]
    public async Task A_first_import_of_many_domains_needs_neither_own_tables_nor_that_nobody_reads_them()
    {
        await using ServedDatabase database = await NewPreparedDatabaseAsync();
        string[] before = Parts(database);
        using (DbConnection reader = (await ServerAsync()).Open(database.Name))
        {
            using DbTransaction transaction = reader.BeginTransaction();
            using DbCommand command = reader.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM server_domain";
            Assert.Equal(0L, command.ExecuteScalar());
            await ImportManyAsync(database);
        }

        database.Execute("TRUNCATE domain CASCADE");
        foreach (string table in (string[])["domain", "server_domain", "davserver_domain"])
            database.Execute($"ALTER TABLE {table} OWNER TO CURRENT_USER; GRANT ALL ON {table} TO automua; GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO automua");
        await ImportManyAsync(database);
        Assert.Equal(before, Parts(database));
    }

    private async Task<ServedDatabase> NewPreparedDatabaseAsync()
    {
        ServedDatabase database = (await ServerAsync()).NewDatabase();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri });
        Assert.Equal(0, await program.StopAsync());
        return database;
    }

    private static async Task ImportManyAsync(ServedDatabase database)
    {
        string[] domains = Imports.Names(2_000);
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri });
        using HttpClient administrator = program.NewAdministrator();
        Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Big Corporation, Inc.", "a", domains))).Status);
        Assert.Equal(domains.Length * 2, database.Number("SELECT COUNT(*) FROM domain d JOIN server_domain l ON l.domain_id = d.id"));
        Assert.NotEmpty((await program.Client.AutoconfigAsync(domains[^1])).Servers());
    }

    private static string[] Parts(ServedDatabase database) => database.Rows(
        """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('f', 'p', 'u')
        UNION ALL SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
        ORDER BY 1, 2, 3
        """);

    private protected override string Kind => "PostgreSQL";

    private protected override async Task<DatabaseServer> ServerAsync() => await servers.PostgreSql;

    /// <remarks>A step and its number are one transaction there: nothing of the step is left.</remarks>
    private protected override void Undo(AdministeredDatabase database, int number)
    {
        database.Execute($"DELETE FROM automua_migration WHERE number > {number}");
        if (number < 7)
            database.Execute("DROP INDEX automua_domain_order, automua_domain_provider_order, automua_domain_newest");
        if (number < 6)
            database.Execute("ALTER TABLE ldapserver DROP COLUMN automua_allow_plain");
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
