namespace Automua.Functions.Tests.Storage;

/// <summary>The contract, kept by a database of a server.</summary>
public abstract class ServedStoreContract : StoreContract
{
    private ServedDatabase _database = null!;

    /// <inheritdoc/>
    protected override async Task<string> NewDatabaseAsync()
    {
        _database = (await ServerAsync()).NewDatabase();
        return _database.Uri;
    }

    /// <inheritdoc/>
    protected override async Task RemoveDatabaseAsync() => await _database.DisposeAsync();

    private protected abstract Task<DatabaseServer> ServerAsync();
}
