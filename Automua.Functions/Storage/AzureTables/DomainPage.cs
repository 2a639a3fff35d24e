using Automua.Core.Storage;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>
/// A page of all domains in the order of their names: each partition is in order, so that all of them, read side by side, are.
/// Memory holds a request's entities of each. Patterns come first, as their names do; in row keys their sign is another.
/// </summary>
/// <param name="client">The table.</param>
/// <param name="query">Which domains.</param>
/// <param name="providers">The row keys of the providers they belong to; null for any.</param>
internal sealed class DomainPage(TableClient client, DomainQuery query, IReadOnlyList<string>? providers)
{
    // Table Storage: 1,000 entities a request.
    private const int MostAtOnce = 1000;

    private readonly List<TableEntity> _found = [];

    /// <summary>Reads it.</summary>
    public async Task<List<TableEntity>> ReadAsync(CancellationToken cancellation)
    {
        if (!EntityKey.IsBehindPatterns(query.After))
            await MergeAsync(EntityKey.PatternsOf, isOfPatterns: true, cancellation);
        if (_found.Count < query.Limit)
            await MergeAsync(EntityKey.NamesOf, isOfPatterns: false, cancellation);
        return _found;
    }

    private async Task MergeAsync(Func<string, string?, string> filter, bool isOfPatterns, CancellationToken cancellation)
    {
        IAsyncEnumerator<TableEntity>[] partitions =
        [
            .. EntityKey.DomainPartitions.Select(partition => client
                .QueryAsync<TableEntity>(OfProvider(filter(partition, query.After)), PageSize, StoredDomain.ListedProperties, cancellation)
                .Where(entity => EntityKey.IsPattern(entity.RowKey) == isOfPatterns && IsWanted(entity))
                .GetAsyncEnumerator(cancellation)),
        ];
        try
        {
            await MergeAsync(partitions, cancellation);
        }
        finally
        {
            foreach (IAsyncEnumerator<TableEntity> partition in partitions)
                await partition.DisposeAsync();
        }
    }

    private async Task MergeAsync(IAsyncEnumerator<TableEntity>[] partitions, CancellationToken cancellation)
    {
        bool[] isAny = new bool[partitions.Length];
        await EntityWriter.InPartitionsAsync(
            Enumerable.Range(0, partitions.Length), async (i, _) => isAny[i] = await partitions[i].MoveNextAsync(), cancellation);
        PriorityQueue<IAsyncEnumerator<TableEntity>, string> next = new(
            partitions.Where((_, i) => isAny[i]).Select(partition => (partition, partition.Current.RowKey)), StringComparer.Ordinal);
        while (_found.Count < query.Limit && next.TryDequeue(out IAsyncEnumerator<TableEntity>? first, out _))
        {
            _found.Add(first.Current);
            if (await first.MoveNextAsync())
                next.Enqueue(first, first.Current.RowKey);
        }
    }

    // What is sought by a part of its name is rare, and the table does not look for parts. Else each partition has its share.
    private int PageSize => query.Part is null ? Math.Min((query.Limit / 16) + 4, MostAtOnce) : MostAtOnce;

    private string OfProvider(string filter) => providers is [var only] ? StoredDomain.OfProvider(filter, only) : filter;

    private bool IsWanted(TableEntity entity) =>
        (providers is null || providers.Contains(StoredDomain.ProviderOf(entity)))
        && (query.Part is not { } part
            || new EntityKey(entity.PartitionKey, entity.RowKey).Name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
