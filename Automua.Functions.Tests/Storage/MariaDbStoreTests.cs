namespace Automua.Functions.Tests.Storage;

/// <summary>The contract, kept by MariaDB.</summary>
public sealed class MariaDbStoreTests(DatabaseServers servers) : ServedStoreContract
{
    private protected override async Task<DatabaseServer> ServerAsync() => await servers.MariaDb;
}
