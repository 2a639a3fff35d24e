using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>A change of one domain, within a transaction that no other writer can enter; the caller commits it.</summary>
internal sealed class SqlDomainChange(SqlDialect dialect, SqlSession session)
{
    private readonly DomainRows _rows = new(dialect, session);

    /// <summary>Stores a domain; to be committed when the result is <see cref="Imported"/>.</summary>
    public async Task<ImportResult> PutAsync(DomainEntry domain, Func<DomainReading, bool> condition, CancellationToken cancellation)
    {
        DomainFinding found = await _rows.ReadAsync(domain.Name, cancellation);
        if (!condition(found.Reading))
            return DomainOutdated.Instance;
        // Several may have the key: a domain stays with its own.
        ProviderRow? provider = found.Provider?.Key == domain.Provider
            ? found.Provider
            : await ProviderRows.FindAsync(session, domain.Provider, cancellation);
        if (provider is null)
            return new ImportRefused([DomainDocument.WithoutProvider(domain.Provider)]);
        if (await FaultsAsync(domain, provider, cancellation) is { IsEmpty: false } faults)
            return new ImportRefused(faults);
        SqlImport import = new(dialect, session, DomainDocument.Of(domain)) { Owner = provider.Stored };
        return await import.RunAsync(cancellation);
    }

    /// <summary>Removes a domain; to be committed when it is.</summary>
    public async Task<DomainRemoval> RemoveAsync(DomainPattern name, Func<DomainReading, bool> condition, CancellationToken cancellation)
    {
        DomainFinding found = await _rows.ReadAsync(name, cancellation);
        if (!found.Reading.IsStored)
            return DomainRemoval.NotFound;
        if (!condition(found.Reading))
            return DomainRemoval.Outdated;
        await _rows.RemoveAsync(found.Rows, cancellation);
        return DomainRemoval.Removed;
    }

    private async Task<ImmutableArray<DocumentFault>> FaultsAsync(DomainEntry domain, ProviderRow provider, CancellationToken cancellation)
    {
        ImmutableArray<DocumentFault>.Builder faults = ImmutableArray.CreateBuilder<DocumentFault>();
        if (provider.Fault is { } spoilt)
            faults.Add(DomainDocument.WithSpoiltProvider(domain.Provider, spoilt));
        if (domain.DirectoryId is { } id && (await DirectoryRows.ReadAsync(session, cancellation)).GetValueOrDefault(id).Fault is { } fault)
            faults.Add(DomainDocument.WithSpoiltDirectory(id, fault));
        return faults.ToImmutable();
    }
}
