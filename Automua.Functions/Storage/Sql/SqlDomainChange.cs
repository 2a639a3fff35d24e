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
        if (!condition(await _rows.ReadAsync(domain.Name, cancellation)))
            return DomainOutdated.Instance;
        if (await ProviderRows.FindAsync(session, domain.Provider, cancellation) is not { } provider)
            return DomainDocument.WithoutProvider(domain.Provider);
        SqlImport import = new(dialect, session, DomainDocument.Of(domain, provider.Identifier)) { MovesDomains = true };
        return await import.RunAsync(cancellation);
    }

    /// <summary>Removes a domain; to be committed when it is.</summary>
    public async Task<DomainRemoval> RemoveAsync(DomainPattern name, Func<DomainReading, bool> condition, CancellationToken cancellation)
    {
        DomainReading stored = await _rows.ReadAsync(name, cancellation);
        if (!stored.IsStored)
            return DomainRemoval.NotFound;
        if (!condition(stored))
            return DomainRemoval.Outdated;
        await _rows.RemoveAsync(name, cancellation);
        return DomainRemoval.Removed;
    }
}
