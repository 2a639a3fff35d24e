namespace Automua.Functions.Tests.Storage;

/// <summary>The contract, kept by PostgreSQL.</summary>
public sealed class PostgreSqlStoreTests(DatabaseServers servers) : StoreContract
{
    private ServedDatabase _database = null!;

    /// <inheritdoc/>
    protected override async Task<string> NewDatabaseAsync()
    {
        _database = (await servers.PostgreSql).NewDatabase();
        return _database.Uri;
    }

    /// <inheritdoc/>
    protected override async Task RemoveDatabaseAsync() => await _database.DisposeAsync();
}
