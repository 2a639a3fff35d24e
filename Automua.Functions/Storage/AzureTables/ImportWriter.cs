using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>
/// Writes what was planned. Providers and directories come first, marked: whatever breaks off, the next writer sees by the marks
/// which domains may be old, and finishes them. Then come the domains, each wholly new at once, then the names by which providers
/// are asked for, and at last the marks go. What goes as a whole goes in the same order: a provider after its domains.
/// </summary>
internal sealed class ImportWriter(TableClient client, ImportPlan plan, WriterLease lease)
{
    // Table Storage: 15 comparisons a filter, of which the range of partitions takes two.
    private const int MostConditions = 13;

    private readonly TableReader _reader = new(client);
    private readonly ConcurrentDictionary<(string Provider, string Servers, int? Directory), PackedDocument> _packed = [];
    private readonly List<TableEntity> _marked = [];
    private readonly List<ITableEntity> _removed = [];
    private readonly HashSet<string> _rewrittenProviders =
        [.. plan.Providers.Values.Where(provider => provider.IsHeld && provider.Stored is not null && provider.Listed is null).Select(provider => provider.Key)];
    private readonly HashSet<int> _rewrittenDirectories =
        [.. plan.Directories.Where(directory => directory.Value.IsHeld).Select(directory => directory.Key)];

    /// <summary>Writes.</summary>
    /// <param name="kind">What is begun, for whoever must finish it.</param>
    public async Task RunAsync(UnfinishedWork kind)
    {
        await lease.BeginAsync(kind, plan.LastNumber);
        await MarkAsync();
        await WriteDomainsAsync();
        if (!plan.ReplacesAll && _rewrittenProviders.Count + _rewrittenDirectories.Count > 0)
            await EntityWriter.InPartitionsAsync(EntityKey.DomainRanges, RewriteAsync, lease.Lost);
        await WriteNamesAsync();
        IEnumerable<TableTransactionAction> last = _marked.Select(Unmarked)
            .Concat(_removed.Select(entity => EntityWriter.Remove(new EntityKey(entity.PartitionKey, entity.RowKey), entity.ETag)));
        await EntityWriter.WriteAllAsync(client, lease, last);
    }

    private async Task WriteDomainsAsync()
    {
        ILookup<string, PlannedDomain> stale =
            plan.Domains.Values.Where(plan.IsStale).ToLookup(domain => EntityKey.Of(domain.Name).Partition);
        ILookup<string, StoredDomain> removed =
            plan.Removal.Domains.ToLookup(domain => EntityKey.Of(domain.Name).Partition);
        await EntityWriter.InPartitionsAsync(
            stale.Select(domains => domains.Key).Union(removed.Select(domains => domains.Key)),
            async (partition, _) => await EntityWriter.WriteAsync(
                client,
                lease,
                stale[partition].SelectMany(Rewritten)
                    .Concat(removed[partition].Select(domain => EntityWriter.Remove(EntityKey.Of(domain.Name), domain.Version)))),
            lease.Lost);
    }

    private async Task MarkAsync()
    {
        List<TableTransactionAction> directories = [];
        foreach (PlannedDirectory directory in plan.Directories.Values.Where(directory => directory.IsWritten))
        {
            TableEntity entity = new StoredDirectory(directory.Next) { IsPending = directory.IsHeld }.ToEntity();
            directories.Add(EntityWriter.Put(entity, directory.Stored?.Version));
            if (directory.IsHeld)
                _marked.Add(entity);
        }

        List<TableTransactionAction> providers = [];
        foreach (PlannedProvider provider in plan.Providers.Values.Where(provider => provider.IsWritten))
        {
            TableEntity entity = (provider.Next with { IsPending = true }).ToEntity();
            providers.Add(EntityWriter.Put(entity, provider.Stored?.Version));
            _marked.Add(entity);
        }

        foreach (StoredDirectory directory in plan.Removal.Directories)
            _removed.Add(new TableEntity(EntityKey.Directories, EntityKey.OfDirectory(directory.Server.Id).Row) { ETag = directory.Version!.Value });
        foreach (ProviderHead provider in plan.Removal.Providers)
        {
            TableTransactionAction action = Marking(EntityKey.OfProvider(provider.Number), true, provider.Version);
            providers.Add(action);
            _removed.Add(action.Entity);
        }

        await EntityWriter.WriteAsync(client, lease, directories);
        await EntityWriter.WriteAsync(client, lease, providers);
    }

    private static TableTransactionAction Unmarked(TableEntity entity) =>
        Marking(new EntityKey(entity.PartitionKey, entity.RowKey), false, entity.ETag);

    private static TableTransactionAction Marking(EntityKey key, bool isPending, ETag version) => new(
        TableTransactionActionType.UpdateMerge,
        new TableEntity(key.Partition, key.Row) { [ProviderHead.PendingProperty] = isPending },
        version);

    private IEnumerable<TableTransactionAction> Rewritten(PlannedDomain domain)
    {
        StoredAnswer answer = plan.AnswerOf(domain);
        // Domains of one provider with the same servers hold the same octets.
        PackedDocument packed = answer.Siblings.IsEmpty
            ? _packed.GetOrAdd((domain.Provider, domain.ServersDigest, domain.DirectoryId), _ => Pack(answer))
            : Pack(answer);
        if (!domain.IsSame || domain.Stored!.Answer != packed.Digest)
        {
            yield return EntityWriter.Put(
                StoredDomain.ToEntity(domain.Name, domain.Number, domain.Provider, domain.ServersDigest, answer, packed), domain.Stored?.Version);
        }
    }

    // The domains that the document does not name: those of providers with many, and those that name a directory.
    private async ValueTask RewriteAsync(string range, CancellationToken lost)
    {
        await foreach (Page<TableEntity> page in client
            .QueryAsync<TableEntity>(RewrittenFilter(range), cancellationToken: lost)
            .AsPages()
            .WithCancellation(lost))
        {
            await EntityWriter.WriteAllAsync(client, lease, page.Values.SelectMany(Rewritten));
        }
    }

    private string RewrittenFilter(string range) => _rewrittenProviders.Count + _rewrittenDirectories.Count > MostConditions
        ? range
        : $"{range} and ({string.Join(" or ", [.. _rewrittenProviders.Select(StoredDomain.ProviderCondition), .. _rewrittenDirectories.Select(StoredDomain.DirectoryCondition)])})";

    private IEnumerable<TableTransactionAction> Rewritten(TableEntity entity)
    {
        StoredDomain stored = StoredDomain.Read(entity);
        bool isOfDirectory = stored.DirectoryId is { } id && _rewrittenDirectories.Contains(id);
        if ((!_rewrittenProviders.Contains(stored.Provider) && !isOfDirectory)
            || plan.Domains.ContainsKey(stored.Name)
            || AnswerReader.TryReadAnswer(entity) is not { } old)
            yield break;
        StoredProvider? provider = plan.Providers.GetValueOrDefault(stored.Provider)?.Next;
        StoredAnswer answer = old with
        {
            Provider = provider?.Answer.Provider ?? old.Provider,
            Directory = isOfDirectory ? plan.Directories[stored.DirectoryId!.Value].Next : old.Directory,
            Siblings = provider is { Domains: null } ? [] : old.Siblings,
        };
        PackedDocument packed = Pack(answer);
        if (packed.Digest != stored.Answer)
        {
            yield return EntityWriter.Put(
                StoredDomain.ToEntity(stored.Name, stored.Number, stored.Provider, stored.Servers, answer, packed), stored.Version);
        }
    }

    private async Task WriteNamesAsync()
    {
        HashSet<EntityKey> gone = plan.ReplacesAll ? [.. await _reader.AllNamesAsync(lease.Lost)] : [];
        List<TableTransactionAction> actions = [];
        foreach (PlannedProvider provider in plan.Providers.Values)
        {
            if (provider.IsHeld)
            {
                gone.UnionWith(await NamesBeforeAsync(provider));
                actions.AddRange(provider.Next.Names.Select(name =>
                    new TableTransactionAction(TableTransactionActionType.UpsertReplace, provider.Next.ToEntity(name))));
            }

            gone.ExceptWith(provider.Next.Names);
        }

        await EntityWriter.InPartitionsAsync(
            actions.Concat(gone.Select(name => EntityWriter.Remove(name))).GroupBy(action => action.Entity.PartitionKey),
            async (partition, _) => await EntityWriter.WriteAsync(client, lease, partition),
            lease.Lost);
    }

    private async Task<IEnumerable<EntityKey>> NamesBeforeAsync(PlannedProvider provider) => provider.Stored switch
    {
        null => [],
        _ when plan.ReplacesAll => [],
        { IsPending: true } stored => await _reader.NamesOfAsync(stored, lease.Lost),
        { } stored => stored.Names,
    };

    private static PackedDocument Pack(StoredAnswer answer) => PackedDocument.Pack(AnswerWriter.Write(answer));
}
