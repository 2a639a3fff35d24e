using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Writes entities in transactions as large as they may be: one after the other in a partition, all partitions at once.</summary>
internal static class EntityWriter
{
    // Table Storage: 100 entities and 4 MiB a transaction; the margin is for what stands around the entities.
    private const int MostActions = 100;
    private const int LargestTransaction = 3 * 1024 * 1024;
    private const int Overhead = 1024;
    private const int MostAtOnce = 8;

    /// <summary>Adds an entity, or replaces the version of it that was read.</summary>
    public static TableTransactionAction Put(TableEntity entity, ETag? version) => version is { } known
        ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, known)
        : new TableTransactionAction(TableTransactionActionType.Add, entity);

    /// <summary>Removes an entity: the version of it that was read, or whichever there is.</summary>
    public static TableTransactionAction Remove(EntityKey key, ETag? version = null) =>
        new(TableTransactionActionType.Delete, new TableEntity(key.Partition, key.Row), version ?? ETag.All);

    /// <summary>Does for each partition what is to be done there, for many of them at once.</summary>
    public static Task InPartitionsAsync<T>(
        IEnumerable<T> partitions, Func<T, CancellationToken, ValueTask> work, CancellationToken cancellation) =>
        Parallel.ForEachAsync(
            partitions, new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce, CancellationToken = cancellation }, work);

    /// <summary>Writes entities of one partition, as long as it is this writer's turn; each learns its new version.</summary>
    /// <exception cref="RequestFailedException">The table does not take them; those of transactions before are written.</exception>
    public static async Task WriteAsync(TableClient client, WriterLease lease, IEnumerable<TableTransactionAction> actions)
    {
        List<TableTransactionAction> batch = [];
        int size = 0;
        foreach (TableTransactionAction action in actions)
        {
            int actionSize = SizeOf(action.Entity);
            if (batch.Count == MostActions || (batch.Count > 0 && size + actionSize > LargestTransaction))
            {
                await SubmitAsync(client, lease, batch);
                batch.Clear();
                size = 0;
            }

            batch.Add(action);
            size += actionSize;
        }

        if (batch.Count > 0)
            await SubmitAsync(client, lease, batch);
    }

    /// <summary>Writes entities of several partitions, one partition after the other, as <see cref="WriteAsync"/> does.</summary>
    public static async Task WriteAllAsync(TableClient client, WriterLease lease, IEnumerable<TableTransactionAction> actions)
    {
        foreach (IGrouping<string, TableTransactionAction> partition in actions.GroupBy(action => action.Entity.PartitionKey))
            await WriteAsync(client, lease, partition);
    }

    private static async Task SubmitAsync(TableClient client, WriterLease lease, List<TableTransactionAction> batch)
    {
        await lease.HoldAsync();
        Response<IReadOnlyList<Response>> answer = await client.SubmitTransactionAsync(batch, lease.Lost);
        for (int i = 0; i < batch.Count; i++)
            batch[i].Entity.ETag = answer.Value[i].Headers.ETag ?? default;
    }

    // In base64, as they travel.
    private static int SizeOf(ITableEntity entity) =>
        Overhead + (entity is TableEntity properties ? properties.Sum(property => property.Value is byte[] octets ? octets.Length / 3 * 4 : 64) : 0);
}
