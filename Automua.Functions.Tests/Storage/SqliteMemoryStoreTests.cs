namespace Automua.Functions.Tests.Storage;

/// <summary>The contract, kept by SQLite in memory.</summary>
public sealed class SqliteMemoryStoreTests : StoreContract
{
    /// <inheritdoc/>
    protected override Task<string> NewDatabaseAsync() => Task.FromResult("sqlite:///:memory:");
}
