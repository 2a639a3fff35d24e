namespace Automua.Functions.Tests.Storage;

/// <summary>A killed import, into PostgreSQL.</summary>
public sealed class PostgreSqlKilledImportTests(DatabaseServers servers) : KilledImportContract
{
    private protected override async Task<AdministeredDatabase> NewDatabaseAsync() => (await servers.PostgreSql).NewDatabase();
}
