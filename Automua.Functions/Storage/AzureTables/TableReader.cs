using System.Collections.Concurrent;
using Automua.Core.Model;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Reads entities.</summary>
internal sealed class TableReader(TableClient client)
{
    // Above so many domains it is sooner done, and costs less, to read through their partitions: 1,000 entities a request.
    private const int MostPointReads = 1000;
    private const int MostNameReads = 30;

    /// <summary>The properties that say where an entity stands, and no more.</summary>
    public static readonly string[] Keys = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)];

    /// <summary>Whether there is anything.</summary>
    public static async Task<bool> HoldsDataAsync(TableClient client, CancellationToken cancellation)
    {
        await foreach (TableEntity _ in client
            .QueryAsync<TableEntity>(EntityKey.AnyRange, maxPerPage: 1, select: [nameof(TableEntity.RowKey)], cancellation)
            .WithCancellation(cancellation))
        {
            return true;
        }

        return false;
    }

    /// <summary>One entity; null when it is not there.</summary>
    /// <exception cref="RequestFailedException">There is no table.</exception>
    public static async Task<TableEntity?> PointAsync(
        TableClient client, EntityKey key, string[]? select, CancellationToken cancellation)
    {
        NullableResponse<TableEntity> answer =
            await client.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, select, cancellation);
        if (answer.HasValue)
            return answer.Value;
        // An entity and a table that are not there are the same to the client.
        RequestFailedException missing = new(answer.GetRawResponse());
        return missing.ErrorCode == TableErrorCode.TableNotFound ? throw missing : null;
    }

    /// <summary>The first entity of a name under which providers are asked for; null when there is none.</summary>
    public static async Task<TableEntity?> FirstAsync(
        TableClient client, DomainName name, ProviderNameKind kind, CancellationToken cancellation)
    {
        await foreach (TableEntity entity in client
            .QueryAsync<TableEntity>(NameFilter(name, kind), maxPerPage: 1, cancellationToken: cancellation)
            .WithCancellation(cancellation))
        {
            return entity;
        }

        return null;
    }

    /// <summary>Which providers hosts stand for, by their numbers.</summary>
    public async Task<ILookup<string, long>> HoldersAsync(IReadOnlyCollection<DomainName> hosts, CancellationToken cancellation)
    {
        IReadOnlyCollection<string> filters =
            hosts.Count <= MostNameReads ? [.. hosts.Select(host => NameFilter(host, ProviderNameKind.Host))] : [EntityKey.HostRange];
        return (await ScanAsync(filters, Keys, entity => entity, cancellation))
            .Select(entity => EntityKey.NameOf(entity.RowKey))
            .ToLookup(name => name.Name, name => name.Number);
    }

    /// <summary>All providers, the oldest first: 1,000 a request.</summary>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="areListsRead">Whether the domains that they list are read, too.</param>
    public async Task<IReadOnlyList<ProviderHead>> ProviderHeadsAsync(CancellationToken cancellation, bool areListsRead = false)
    {
        string[] properties = areListsRead ? ProviderHead.ListedProperties : ProviderHead.Properties;
        return
        [
            .. (await QueryAsync(EntityKey.AllOf(EntityKey.Providers), properties, cancellation))
                .Where(entity => ProviderHead.IsKey(entity.RowKey))
                .Select(ProviderHead.Read),
        ];
    }

    /// <summary>Hands on entities, all that filters find, as they come, several at once.</summary>
    /// <param name="filters">The filters.</param>
    /// <param name="select">The properties that are read; null for all.</param>
    /// <param name="take">Takes an entity.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task ReadAsync(
        IEnumerable<string> filters, string[]? select, Action<TableEntity> take, CancellationToken cancellation) =>
        await ScanAsync<TableEntity>(
            filters,
            select,
            entity =>
            {
                take(entity);
                return null;
            },
            cancellation);

    /// <summary>Whole entities of all directories.</summary>
    public async Task<IReadOnlyCollection<TableEntity>> WholeDirectoriesAsync(CancellationToken cancellation) =>
        await QueryAsync(EntityKey.AllOf(EntityKey.Directories), null, cancellation);

    /// <summary>Whole entities of providers by their numbers; those that are not there are left out.</summary>
    public Task<IReadOnlyCollection<TableEntity>> WholeProvidersAsync(IEnumerable<long> numbers, CancellationToken cancellation) =>
        PointsAsync([.. numbers.Distinct().Select(EntityKey.OfProvider)], null, cancellation);

    /// <summary>Domains by their names; those that are not there are left out.</summary>
    public async Task<IEnumerable<StoredDomain>> DomainsAsync(IReadOnlyCollection<DomainPattern> names, CancellationToken cancellation)
    {
        if (names.Count <= MostPointReads)
            return (await PointsAsync([.. names.Select(EntityKey.Of)], StoredDomain.Properties, cancellation)).Select(StoredDomain.Read);

        HashSet<DomainPattern> wanted = [.. names];
        return await ScanAsync(
            names.Select(EntityKey.Of).GroupBy(key => key.Partition, key => key.Row).Select(partition =>
            {
                string first = partition.Min(StringComparer.Ordinal)!;
                string last = partition.Max(StringComparer.Ordinal)!;
                return TableClient.CreateQueryFilter($"PartitionKey eq {partition.Key} and RowKey ge {first} and RowKey le {last}");
            }),
            StoredDomain.Properties,
            entity => StoredDomain.Read(entity) is { } domain && wanted.Contains(domain.Name) ? domain : null,
            cancellation);
    }

    /// <summary>All domains.</summary>
    public Task<IReadOnlyCollection<StoredDomain>> AllDomainsAsync(CancellationToken cancellation) =>
        ScanAsync(EntityKey.DomainRanges, StoredDomain.Properties, StoredDomain.Read, cancellation);

    /// <summary>Whole entities of domains; those that are not there are left out.</summary>
    public Task<IReadOnlyCollection<TableEntity>> WholeDomainsAsync(
        IEnumerable<DomainPattern> names, CancellationToken cancellation) =>
        PointsAsync([.. names.Select(EntityKey.Of)], null, cancellation);

    /// <summary>Where the oldest of the domains stands that name a provider; null when none does.</summary>
    public async Task<EntityKey?> OldestOfAsync(string provider, CancellationToken cancellation)
    {
        Lock gate = new();
        TableEntity? oldest = null;
        await ReadAsync(
            EntityKey.DomainRanges.Select(range => StoredDomain.OfProvider(range, provider)),
            StoredDomain.AgeProperties,
            entity =>
            {
                lock (gate)
                    oldest = oldest is null || StoredDomain.NumberOf(entity) < StoredDomain.NumberOf(oldest) ? entity : oldest;
            },
            cancellation);
        return oldest is null ? null : new EntityKey(oldest.PartitionKey, oldest.RowKey);
    }

    /// <summary>The domains that name a provider, as long as they are so few that they may be told; null when they are more.</summary>
    /// <param name="provider">The provider's row key.</param>
    /// <param name="except">Domains that do not count.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyCollection<StoredDomain>?> DomainsOfAsync(
        string provider, IReadOnlyCollection<DomainPattern> except, CancellationToken cancellation)
    {
        ConcurrentBag<StoredDomain> found = [];
        await EntityWriter.InPartitionsAsync(
            EntityKey.DomainRanges,
            async (range, limit) =>
            {
                await foreach (TableEntity entity in client
                    .QueryAsync<TableEntity>(
                        StoredDomain.OfProvider(range, provider), select: StoredDomain.Properties, cancellationToken: limit)
                    .WithCancellation(limit))
                {
                    if (AzureTable.TryRead(entity, StoredDomain.Read, out _) is { } domain && !except.Contains(domain.Name))
                        found.Add(domain);
                    if (found.Count > DomainConfiguration.MostDomainsTold)
                        return;
                }
            },
            cancellation);
        return found.Count > DomainConfiguration.MostDomainsTold ? null : found;
    }

    /// <summary>The names under which a provider can be found now, whatever it says itself.</summary>
    public Task<IReadOnlyCollection<EntityKey>> NamesOfAsync(StoredProvider provider, CancellationToken cancellation) =>
        NamesAsync(EntityKey.NameRanges.Select(provider.NamesFilter), cancellation);

    /// <summary>The names under which any provider can be found now.</summary>
    public Task<IReadOnlyCollection<EntityKey>> AllNamesAsync(CancellationToken cancellation) => NamesAsync(EntityKey.NameRanges, cancellation);

    private static string NameFilter(DomainName name, ProviderNameKind kind)
    {
        (string partition, string first, string end) = EntityKey.RangeOf(name, kind);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {end}");
    }

    private async Task<IReadOnlyCollection<EntityKey>> NamesAsync(IEnumerable<string> filters, CancellationToken cancellation)
    {
        IReadOnlyCollection<TableEntity> found = await ScanAsync(filters, Keys, entity => entity, cancellation);
        return [.. found.Select(entity => new EntityKey(entity.PartitionKey, entity.RowKey))];
    }

    private async Task<IReadOnlyCollection<T>> ScanAsync<T>(
        IEnumerable<string> filters, string[]? select, Func<TableEntity, T?> read, CancellationToken cancellation)
        where T : class
    {
        ConcurrentBag<T> found = [];
        await EntityWriter.InPartitionsAsync(
            filters,
            async (filter, limit) =>
            {
                await foreach (TableEntity entity in client
                    .QueryAsync<TableEntity>(filter, select: select, cancellationToken: limit)
                    .WithCancellation(limit))
                {
                    if (read(entity) is { } item)
                        found.Add(item);
                }
            },
            cancellation);
        return found;
    }

    private async Task<List<TableEntity>> QueryAsync(string filter, string[]? select, CancellationToken cancellation)
    {
        List<TableEntity> found = [];
        await foreach (TableEntity entity in client
            .QueryAsync<TableEntity>(filter, select: select, cancellationToken: cancellation)
            .WithCancellation(cancellation))
        {
            found.Add(entity);
        }

        return found;
    }

    private async Task<IReadOnlyCollection<TableEntity>> PointsAsync(
        IReadOnlyCollection<EntityKey> keys, string[]? select, CancellationToken cancellation)
    {
        ConcurrentBag<TableEntity> found = [];
        await EntityWriter.InPartitionsAsync(
            keys,
            async (key, limit) =>
            {
                if (await PointAsync(client, key, select, limit) is { } entity)
                    found.Add(entity);
            },
            cancellation);
        return found;
    }
}
