namespace Automua.Functions.Tests.Storage;

/// <summary>The contract, kept by PostgreSQL.</summary>
public sealed class PostgreSqlStoreTests(DatabaseServers servers) : ServedStoreContract
{
    private protected override async Task<DatabaseServer> ServerAsync() => await servers.PostgreSql;
}
