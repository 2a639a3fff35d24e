using System.Collections.Concurrent;
using Automua.Core.Storage;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>What the table holds, in outline.</summary>
internal sealed class TablesListing(TableClient client)
{
    private readonly TableReader _reader = new(client);

    /// <summary>Counts.</summary>
    public async Task<StoreCounts> CountAsync(CancellationToken cancellation)
    {
        IReadOnlyList<ProviderHead> heads = await _reader.ProviderHeadsAsync(cancellation);
        long domains = 0;
        await _reader.ReadAsync(EntityKey.DomainRanges, StoredDomain.ProviderAlone, _ => Interlocked.Increment(ref domains), cancellation);
        return new StoreCounts(heads.Count, domains);
    }

    /// <summary>Lists all providers by their keys.</summary>
    public async Task<IReadOnlyList<ProviderSummary>> ProvidersAsync(CancellationToken cancellation)
    {
        (IReadOnlyList<ProviderHead> heads, IReadOnlyDictionary<string, long> domains) = await SizesAsync(cancellation);
        return
        [
            .. heads
                .Select(head => new ProviderSummary(head.Identifier, head.Name ?? "", domains.GetValueOrDefault(head.Key)))
                .OrderBy(provider => provider.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Lists a page of domains.</summary>
    public async Task<IReadOnlyList<DomainSummary>> DomainsAsync(DomainQuery query, CancellationToken cancellation)
    {
        Dictionary<string, ProviderHead> heads = (await _reader.ProviderHeadsAsync(cancellation)).ToDictionary(head => head.Key);
        string[]? providers = query.Provider is { } key
            ? [.. heads.Values.Where(head => head.KnownAs == key).Select(head => head.Key)]
            : null;
        if (providers is [])
            return [];
        List<TableEntity> page = await new DomainPage(client, query, providers).ReadAsync(cancellation);
        return
        [
            .. page.Select(entity =>
            {
                ProviderHead? head = heads.GetValueOrDefault(StoredDomain.ProviderOf(entity));
                return new DomainSummary(new EntityKey(entity.PartitionKey, entity.RowKey).Name, head?.KnownAs, head?.Name);
            }),
        ];
    }

    // A provider with few domains lists them. Where one has many, or its list cannot be relied on, one scan counts for all.
    private async Task<(IReadOnlyList<ProviderHead> Heads, IReadOnlyDictionary<string, long> Domains)> SizesAsync(CancellationToken cancellation)
    {
        IReadOnlyList<ProviderHead> heads = await _reader.ProviderHeadsAsync(cancellation, areListsRead: true);
        ConcurrentDictionary<string, long> domains = [];
        if (heads.All(head => head.CountOfDomains is not null))
        {
            foreach (ProviderHead head in heads)
                domains[head.Key] = head.CountOfDomains!.Value;
        }
        else
        {
            await _reader.ReadAsync(
                EntityKey.DomainRanges,
                StoredDomain.ProviderAlone,
                entity => domains.AddOrUpdate(StoredDomain.ProviderOf(entity), 1, (_, count) => count + 1),
                cancellation);
        }

        return (heads, domains);
    }
}
