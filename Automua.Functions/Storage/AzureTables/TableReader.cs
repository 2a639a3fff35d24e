using System.Collections.Concurrent;
using Automua.Core.Model;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Reads the entities that an import is about.</summary>
internal sealed class TableReader(TableClient client)
{
    // Above so many domains it is sooner done, and costs less, to read through their partitions: 1,000 entities a request.
    private const int MostPointReads = 1000;

    private const string ErrorCode = "x-ms-error-code";

    /// <summary>Whether there is anything.</summary>
    public static async Task<bool> HoldsDataAsync(TableClient client, CancellationToken cancellation)
    {
        string filter = TableClient.CreateQueryFilter($"PartitionKey eq {EntityKey.Providers}");
        await foreach (TableEntity _ in client
            .QueryAsync<TableEntity>(filter, maxPerPage: 1, select: [nameof(TableEntity.RowKey)], cancellation)
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
        Response response = answer.GetRawResponse();
        return response.Headers.TryGetValue(ErrorCode, out string? code) && code == TableErrorCode.TableNotFound
            ? throw new RequestFailedException(response)
            : null;
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

    /// <summary>The numbers of the providers that a host stands for.</summary>
    public async Task<IEnumerable<long>> ProvidersOfAsync(DomainName host, CancellationToken cancellation) =>
        (await QueryAsync(NameFilter(host, ProviderNameKind.Host), [StoredProvider.NumberProperty], cancellation))
        .Select(entity => entity.GetInt64(StoredProvider.NumberProperty) ?? 0);

    /// <summary>All providers, the oldest first: 1,000 a request.</summary>
    public async Task<IReadOnlyList<ProviderHead>> ProviderHeadsAsync(CancellationToken cancellation) =>
    [
        .. (await QueryAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {EntityKey.Providers}"), ProviderHead.Properties, cancellation))
        .Select(ProviderHead.Read),
    ];

    /// <summary>All directories.</summary>
    public async Task<IEnumerable<StoredDirectory>> DirectoriesAsync(CancellationToken cancellation) =>
        (await QueryAsync(TableClient.CreateQueryFilter($"PartitionKey eq {EntityKey.Directories}"), null, cancellation))
        .Select(StoredDirectory.Read);

    /// <summary>Providers by their numbers; those that are not there are left out.</summary>
    public async Task<IEnumerable<StoredProvider>> ProvidersAsync(IEnumerable<long> numbers, CancellationToken cancellation) =>
        (await PointsAsync([.. numbers.Distinct().Select(EntityKey.OfProvider)], null, cancellation))
        .Select(StoredProvider.Read);

    /// <summary>Domains by their names; those that are not there are left out.</summary>
    public async Task<IEnumerable<StoredDomain>> DomainsAsync(IReadOnlyCollection<DomainPattern> names, CancellationToken cancellation)
    {
        if (names.Count <= MostPointReads)
            return (await PointsAsync([.. names.Select(EntityKey.Of)], StoredDomain.Properties, cancellation)).Select(StoredDomain.Read);

        HashSet<DomainPattern> wanted = [.. names];
        ConcurrentBag<StoredDomain> found = [];
        await EntityWriter.InPartitionsAsync(
            names.Select(EntityKey.Of).GroupBy(key => key.Partition, key => key.Row),
            async (partition, limit) =>
            {
                string first = partition.Min(StringComparer.Ordinal)!;
                string last = partition.Max(StringComparer.Ordinal)!;
                string filter = TableClient.CreateQueryFilter(
                    $"PartitionKey eq {partition.Key} and RowKey ge {first} and RowKey le {last}");
                await foreach (TableEntity entity in client
                    .QueryAsync<TableEntity>(filter, select: StoredDomain.Properties, cancellationToken: limit)
                    .WithCancellation(limit))
                {
                    StoredDomain domain = StoredDomain.Read(entity);
                    if (wanted.Contains(domain.Name))
                        found.Add(domain);
                }
            },
            cancellation);
        return found;
    }

    /// <summary>Whole entities of domains; those that are not there are left out.</summary>
    public Task<IReadOnlyCollection<TableEntity>> WholeDomainsAsync(
        IEnumerable<DomainPattern> names, CancellationToken cancellation) =>
        PointsAsync([.. names.Select(EntityKey.Of)], null, cancellation);

    /// <summary>The domains that name a provider, as long as they are so few that they may be told; null when they are more.</summary>
    public async Task<IReadOnlySet<DomainPattern>?> DomainsOfAsync(string provider, CancellationToken cancellation)
    {
        ConcurrentDictionary<DomainPattern, bool> found = [];
        await EntityWriter.InPartitionsAsync(
            EntityKey.DomainPartitions,
            async (partition, limit) =>
            {
                await foreach (TableEntity entity in client
                    .QueryAsync<TableEntity>(
                        StoredDomain.OfProvider(partition, provider), select: StoredDomain.Properties, cancellationToken: limit)
                    .WithCancellation(limit))
                {
                    found.TryAdd(StoredDomain.Read(entity).Name, true);
                    if (found.Count > DomainConfiguration.MostDomainsTold)
                        return;
                }
            },
            cancellation);
        return found.Count > DomainConfiguration.MostDomainsTold ? null : found.Keys.ToHashSet();
    }

    /// <summary>The names under which a provider can be found now, whatever it says itself.</summary>
    public async Task<IReadOnlyCollection<EntityKey>> NamesOfAsync(StoredProvider provider, CancellationToken cancellation)
    {
        ConcurrentBag<EntityKey> found = [];
        await EntityWriter.InPartitionsAsync(
            EntityKey.NamePartitions,
            async (partition, limit) =>
            {
                foreach (TableEntity entity in await QueryAsync(
                    provider.NamesFilter(partition), [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)], limit))
                {
                    found.Add(new EntityKey(entity.PartitionKey, entity.RowKey));
                }
            },
            cancellation);
        return found;
    }

    private static string NameFilter(DomainName name, ProviderNameKind kind)
    {
        (string partition, string first, string end) = EntityKey.RangeOf(name, kind);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {first} and RowKey lt {end}");
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
