using System.Runtime.CompilerServices;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>The configuration in Azure Table Storage: a domain is one entity, which holds all that is answered about it.</summary>
internal sealed class AzureTablesStore(AzureTable table) : IConfigurationStore, IDisposable
{
    private const int MostTries = 3;

    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc/>
    public Task<DomainLookup> FindAsync(DomainName domain, DomainMatch widest, CancellationToken cancellation) =>
        table.LookUpAsync(
            async (client, limit) =>
            {
                DomainPattern[] patterns = [.. DomainPattern.For(domain, widest)];
                if (await ReadAsync(patterns[0]) is { } exact)
                    return exact;
                DomainLookup?[] wider = await Task.WhenAll(patterns[1..].Select(ReadAsync));
                return wider.FirstOrDefault(found => found is not null) ?? DomainNotFound.Instance;

                async Task<DomainLookup?> ReadAsync(DomainPattern pattern)
                {
                    TableEntity? found = await TableReader.PointAsync(client, EntityKey.Of(pattern), null, limit);
                    return found is null ? null : LookupOf(found, domain);
                }
            },
            cancellation);

    /// <inheritdoc/>
    public Task<DomainLookup> FindProviderAsync(DomainName name, ProviderNameKind kind, CancellationToken cancellation) =>
        table.LookUpAsync(
            async (client, limit) =>
            {
                DomainName[] names = kind == ProviderNameKind.Host ? [name] : [name, .. name.Parents];
                TableEntity?[] found = await Task.WhenAll(
                    names.Select(candidate => TableReader.FirstAsync(client, candidate, kind, limit)));
                return found.FirstOrDefault(entity => entity is not null) is { } nearest ? LookupOf(nearest, name) : DomainNotFound.Instance;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<bool> HoldsDataAsync(CancellationToken cancellation) => table.LookUpAsync(TableReader.HoldsDataAsync, cancellation);

    /// <inheritdoc/>
    public Task<ImportResult> PreviewAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation) =>
        table.AskAsync<ImportResult>(
            async () =>
            {
                if (mode == ImportMode.Create && await TableReader.HoldsDataAsync(table.Bulk, cancellation))
                    return StoreNotEmpty.Instance;
                ImportPlan plan = await Planner(document, mode, 0).PlanAsync(cancellation);
                return plan.Faults.IsEmpty ? plan.Result : new ImportRefused(plan.Faults);
            },
            cancellation);

    /// <inheritdoc/>
    public Task<ImportResult> ImportAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation)
    {
        TablesImport import = new(table);
        return InTurnAsync<ImportResult>(
            async lease =>
            {
                // A purge that was broken off was wanted; and what a broken-off creation left is not what the store held. What an
                // attempt of this very import left, the next one finishes.
                if (!import.IsBegun && (lease.Unfinished == UnfinishedWork.Purge || (mode == ImportMode.Create && lease.Unfinished == UnfinishedWork.Create)))
                    await new TablesPurge(table.Bulk, lease).RunAsync(cancellation);

                if (!import.IsBegun && mode == ImportMode.Create && await TableReader.HoldsDataAsync(table.Bulk, cancellation))
                    return StoreNotEmpty.Instance;
                return await import.RunAsync(
                    Planner(document, mode, lease.LastNumber),
                    mode == ImportMode.Create ? UnfinishedWork.Create : UnfinishedWork.Merge,
                    lease,
                    cancellation);
            },
            cancellation);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ExportedItem> ExportAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // In its turn, so that no program writes meanwhile; and wholly, so that none waits for whoever takes the parts.
        foreach (ExportedItem item in await InTurnAsync(
            async lease =>
            {
                if (lease.Unfinished != UnfinishedWork.None)
                    throw table.Unavailable("an import or a purge was broken off; do it again first, half of it is no export");
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lease.Lost);
                return await new TablesExport(table.Bulk).RunAsync(limit.Token);
            },
            cancellation))
        {
            yield return item;
        }
    }

    /// <inheritdoc/>
    public Task<StoreCounts> PurgeAsync(CancellationToken cancellation) => InTurnAsync(
        lease => new TablesPurge(table.Bulk, lease).RunAsync(cancellation), cancellation);

    /// <inheritdoc/>
    public Task<StoreCounts> CountAsync(CancellationToken cancellation) =>
        table.AskAsync(() => new TablesListing(table.Bulk).CountAsync(cancellation), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProviderSummary>> ListProvidersAsync(CancellationToken cancellation) =>
        table.AskAsync(() => new TablesListing(table.Bulk).ProvidersAsync(cancellation), cancellation);

    /// <inheritdoc/>
    public Task<ExportedProvider?> ReadProviderAsync(string key, CancellationToken cancellation) =>
        table.AskAsync(() => new TablesReading(table.Bulk).ProviderAsync(key, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DomainSummary>> ListDomainsAsync(DomainQuery query, CancellationToken cancellation) =>
        table.AskAsync(() => new TablesListing(table.Bulk).DomainsAsync(query, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<DomainReading> ReadDomainAsync(DomainPattern name, CancellationToken cancellation) =>
        table.LookUpAsync(async (client, limit) => (await new TablesReading(client).DomainAsync(name, limit)).Reading, cancellation);

    /// <inheritdoc/>
    public Task<ImportResult> PutDomainAsync(DomainEntry domain, Func<DomainReading, bool> condition, CancellationToken cancellation) =>
        ChangeAsync(condition, (change, lease) => change.PutAsync(domain, lease, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<DomainRemoval> RemoveDomainAsync(DomainPattern name, Func<DomainReading, bool> condition, CancellationToken cancellation) =>
        ChangeAsync(condition, (change, lease) => change.RemoveAsync(name, lease, cancellation), cancellation);

    /// <summary>Lets go of what this object holds.</summary>
    public void Dispose() => _turn.Dispose();

    private Task<T> ChangeAsync<T>(
        Func<DomainReading, bool> condition, Func<TablesDomainChange, WriterLease, Task<T>> run, CancellationToken cancellation)
    {
        TablesDomainChange change = new(table, condition);
        return InTurnAsync(
            async lease =>
            {
                // It was wanted.
                if (lease.Unfinished == UnfinishedWork.Purge)
                    await new TablesPurge(table.Bulk, lease).RunAsync(cancellation);
                return await run(change, lease);
            },
            cancellation);
    }

    private ImportPlanner Planner(ImportDocument document, ImportMode mode, long lastNumber) => mode == ImportMode.Replace
        ? new ImportPlanner(table.Bulk, document.AsWhole(), lastNumber) { ReplacesAll = true }
        : new ImportPlanner(table.Bulk, document, lastNumber);

    private static DomainLookup LookupOf(TableEntity entity, DomainName asked)
    {
        try
        {
            return new DomainFound(AnswerReader.ReadAnswer(entity).About(asked));
        }
        catch (InvalidDataException problem)
        {
            return new DomainSpoiled(AzureTable.Fault(entity, problem));
        }
    }

    // Writers of this program take turns here, those of all programs by the lease; whoever writes beside these is met as a conflict.
    private async Task<T> InTurnAsync<T>(Func<WriterLease, Task<T>> write, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await table.AskAsync(() => TryAsync(write, cancellation), cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<T> TryAsync<T>(Func<WriterLease, Task<T>> write, CancellationToken cancellation)
    {
        for (int tries = 1; ; tries++)
        {
            await using WriterLease lease = await WriterLease.TakeAsync(table, cancellation);
            try
            {
                return await write(lease);
            }
            catch (RequestFailedException problem) when (AzureTable.IsConflict(problem))
            {
                if (tries == MostTries)
                    throw table.Unavailable("somebody else changes the same entities; what is missing is stored when this is done again");
            }
            catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested)
            {
                throw table.Unavailable("another program took over; what is missing is stored when this is done again");
            }
        }
    }
}
