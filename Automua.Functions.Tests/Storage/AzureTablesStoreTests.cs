namespace Automua.Functions.Tests.Storage;

/// <summary>The contract, kept by Azure Table Storage as Azurite has it.</summary>
public sealed class AzureTablesStoreTests(Azurite azurite) : StoreContract
{
    /// <inheritdoc/>
    protected override Task<string> NewDatabaseAsync() => azurite.NewAccountAsync();
}
