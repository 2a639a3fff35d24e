using Automua.Core.Storage;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Removes everything, page by page: domains first, providers last, so that what is left shows that something is.</summary>
internal sealed class TablesPurge(TableClient client, WriterLease lease)
{
    private long _domains;

    /// <summary>Removes everything, and says how much that was.</summary>
    public async Task<StoreCounts> RunAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        await lease.BeginAsync(UnfinishedWork.Purge, lease.LastNumber);
        await EntityWriter.InPartitionsAsync(
            EntityKey.DomainRanges,
            async (range, lost) => Interlocked.Add(ref _domains, await EmptyAsync(range, lost)),
            lease.Lost);
        await EntityWriter.InPartitionsAsync(
            [.. EntityKey.NameRanges, EntityKey.AllOf(EntityKey.Directories)],
            async (range, lost) => await EmptyAsync(range, lost),
            lease.Lost);
        StoreCounts counts = new(await EmptyAsync(EntityKey.AllOf(EntityKey.Providers), lease.Lost), _domains);
        await lease.FinishAsync();
        return counts;
    }

    private async Task<long> EmptyAsync(string filter, CancellationToken lost)
    {
        long removed = 0;
        await foreach (Page<TableEntity> page in client
            .QueryAsync<TableEntity>(filter, select: TableReader.Keys, cancellationToken: lost)
            .AsPages()
            .WithCancellation(lost))
        {
            await EntityWriter.WriteAllAsync(
                client, lease, page.Values.Select(entity => EntityWriter.Remove(new EntityKey(entity.PartitionKey, entity.RowKey), entity.ETag)));
            removed += page.Values.Count;
        }

        return removed;
    }
}
