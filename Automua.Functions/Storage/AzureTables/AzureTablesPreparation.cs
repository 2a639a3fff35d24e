namespace Automua.Functions.Storage.AzureTables;

/// <summary>Makes the table where there is none yet.</summary>
internal sealed class AzureTablesPreparation(AzureTable table) : IStorePreparation
{
    /// <inheritdoc/>
    public string Description => table.Description;

    /// <inheritdoc/>
    public Task PrepareAsync(CancellationToken cancellation) => table.PrepareAsync(cancellation);
}
