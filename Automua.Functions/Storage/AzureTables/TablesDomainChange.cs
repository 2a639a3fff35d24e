using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>A change of one domain, in one attempt or several.</summary>
/// <param name="table">The table.</param>
/// <param name="condition">Whether it may be, given what is stored before the first attempt writes.</param>
internal sealed class TablesDomainChange(AzureTable table, Func<DomainReading, bool> condition)
{
    private readonly TablesImport _import = new(table);

    /// <summary>Stores a domain.</summary>
    public async Task<ImportResult> PutAsync(DomainEntry domain, WriterLease lease, CancellationToken cancellation)
    {
        if (!_import.IsBegun && !condition(await ReadAsync(domain.Name, cancellation)))
            return DomainOutdated.Instance;
        IReadOnlyList<ProviderHead> heads = await new TableReader(table.Bulk).ProviderHeadsAsync(cancellation);
        if (ProviderHead.Of(domain.Provider, heads) is not { } provider)
            return DomainDocument.WithoutProvider(domain.Provider);
        ImportPlanner planner = new(table.Bulk, DomainDocument.Of(domain, provider.Identifier), lease.LastNumber) { MovesDomains = true };
        return await _import.RunAsync(planner, UnfinishedWork.Merge, lease, cancellation);
    }

    /// <summary>Removes a domain.</summary>
    public async Task<DomainRemoval> RemoveAsync(DomainPattern name, WriterLease lease, CancellationToken cancellation)
    {
        if (!_import.IsBegun)
        {
            DomainReading stored = await ReadAsync(name, cancellation);
            if (!stored.IsStored)
                return DomainRemoval.NotFound;
            if (!condition(stored))
                return DomainRemoval.Outdated;
        }

        ImportPlanner planner = new(table.Bulk, new ImportDocument([], []), lease.LastNumber) { Removed = [name] };
        await _import.RunAsync(planner, UnfinishedWork.Merge, lease, cancellation);
        return DomainRemoval.Removed;
    }

    private Task<DomainReading> ReadAsync(DomainPattern name, CancellationToken cancellation) =>
        new TablesReading(table.Bulk).DomainAsync(name, cancellation);
}
