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
    private DomainReading _expected = DomainReading.Absent;

    /// <summary>Stores a domain.</summary>
    public async Task<ImportResult> PutAsync(DomainEntry domain, WriterLease lease, CancellationToken cancellation)
    {
        (DomainReading reading, StoredDomain? stored) = await ReadAsync(domain.Name, cancellation);
        DomainReading wanted = new(domain, null);
        ImportResult result = IsExpected(reading, wanted)
            ? await PutAsync(new DomainChange(domain.Name, stored, null) { IsMended = reading != wanted }, domain, lease, cancellation)
            : DomainOutdated.Instance;
        if (result is not Imported)
            await FinishAsync(domain.Name, lease, cancellation);
        return result;
    }

    /// <summary>Removes a domain.</summary>
    public async Task<DomainRemoval> RemoveAsync(DomainPattern name, WriterLease lease, CancellationToken cancellation)
    {
        (DomainReading reading, StoredDomain? stored) = await ReadAsync(name, cancellation);
        if (!_import.IsBegun && !reading.IsStored)
            return DomainRemoval.NotFound;
        if (!IsExpected(reading, DomainReading.Absent))
        {
            await FinishAsync(name, lease, cancellation);
            return DomainRemoval.Outdated;
        }

        await RunAsync(new ImportDocument([], []), new DomainChange(name, stored, null), lease, cancellation);
        return DomainRemoval.Removed;
    }

    private async Task<ImportResult> PutAsync(DomainChange change, DomainEntry domain, WriterLease lease, CancellationToken cancellation)
    {
        IReadOnlyList<ProviderHead> heads = await new TableReader(table.Bulk).ProviderHeadsAsync(cancellation);
        // Several may have the key: a domain stays with its own.
        ProviderHead? owner = heads.FirstOrDefault(head => head.Key == change.Stored?.Provider && head.KnownAs == domain.Provider)
            ?? ProviderHead.Of(domain.Provider, heads);
        return owner is null
            ? new ImportRefused([DomainDocument.WithoutProvider(domain.Provider)])
            : await RunAsync(DomainDocument.Of(domain), change with { Owner = owner }, lease, cancellation);
    }

    // When an attempt was broken off by another hand, what it wrote may be there, or what there was before it. Anything else is
    // what that hand wrote, and nobody has been asked about it.
    private bool IsExpected(DomainReading reading, DomainReading wanted)
    {
        if (_import.IsBegun)
            return reading == wanted || reading == _expected;
        _expected = reading;
        return condition(reading);
    }

    // What an attempt began of the domains beside this one.
    private async Task FinishAsync(DomainPattern name, WriterLease lease, CancellationToken cancellation)
    {
        if (_import.IsBegun)
            await RunAsync(new ImportDocument([], []), new DomainChange(name, null, null), lease, cancellation);
    }

    private Task<ImportResult> RunAsync(ImportDocument document, DomainChange change, WriterLease lease, CancellationToken cancellation) =>
        _import.RunAsync(
            new ImportPlanner(table.Bulk, document, lease.LastNumber, change), UnfinishedWork.Merge, lease, cancellation);

    private Task<(DomainReading Reading, StoredDomain? Stored)> ReadAsync(DomainPattern name, CancellationToken cancellation) =>
        new TablesReading(table.Bulk).DomainAsync(name, cancellation);
}
