using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Tests.Storage.Caching;

/// <summary>A store whose work can be counted, held up and made to fail, as networks and servers do it.</summary>
internal sealed class TroubledStore(IConfigurationStore store) : IConfigurationStore
{
    private int _lookups;

    /// <summary>How many look-ups there were.</summary>
    public int Lookups => Volatile.Read(ref _lookups);

    /// <summary>What happens before a look-up.</summary>
    public Func<DomainName, Task> BeforeLookup { get; set; } = _ => Task.CompletedTask;

    /// <summary>What happens between a look-up and the return of its answer.</summary>
    public Func<Task> AfterLookup { get; set; } = () => Task.CompletedTask;

    /// <summary>What happens between a write and the return of its answer.</summary>
    public Func<Task> AfterWrite { get; set; } = () => Task.CompletedTask;

    /// <summary>Makes every look-up fail, or none.</summary>
    public bool IsAway
    {
        set => BeforeLookup = value ? _ => throw new StoreUnavailableException("The server is away.") : _ => Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<DomainLookup> FindAsync(DomainName domain, DomainMatch widest, CancellationToken cancellation) =>
        LookUpAsync(domain, () => store.FindAsync(domain, widest, cancellation));

    /// <inheritdoc/>
    public Task<DomainLookup> FindProviderAsync(DomainName name, ProviderNameKind kind, CancellationToken cancellation) =>
        LookUpAsync(name, () => store.FindProviderAsync(name, kind, cancellation));

    /// <inheritdoc/>
    public Task<ImportResult> ImportAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation) =>
        WriteAsync(() => store.ImportAsync(document, mode, cancellation));

    /// <inheritdoc/>
    public Task<ImportResult> PreviewAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation) =>
        store.PreviewAsync(document, mode, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<ExportedItem> ExportAsync(CancellationToken cancellation) => store.ExportAsync(cancellation);

    /// <inheritdoc/>
    public Task<StoreCounts> PurgeAsync(CancellationToken cancellation) => WriteAsync(() => store.PurgeAsync(cancellation));

    /// <inheritdoc/>
    public Task<bool> HoldsDataAsync(CancellationToken cancellation) => store.HoldsDataAsync(cancellation);

    /// <inheritdoc/>
    public Task<StoreCounts> CountAsync(CancellationToken cancellation) => store.CountAsync(cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProviderSummary>> ListProvidersAsync(CancellationToken cancellation) =>
        store.ListProvidersAsync(cancellation);

    /// <inheritdoc/>
    public Task<ExportedProvider?> ReadProviderAsync(string key, CancellationToken cancellation) =>
        store.ReadProviderAsync(key, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DomainSummary>> ListDomainsAsync(DomainQuery query, CancellationToken cancellation) =>
        store.ListDomainsAsync(query, cancellation);

    /// <inheritdoc/>
    public Task<DomainReading> ReadDomainAsync(DomainPattern name, CancellationToken cancellation) =>
        store.ReadDomainAsync(name, cancellation);

    /// <inheritdoc/>
    public Task<ImportResult> PutDomainAsync(DomainEntry domain, Func<DomainReading, bool> condition, CancellationToken cancellation) =>
        WriteAsync(() => store.PutDomainAsync(domain, condition, cancellation));

    /// <inheritdoc/>
    public Task<DomainRemoval> RemoveDomainAsync(DomainPattern name, Func<DomainReading, bool> condition, CancellationToken cancellation) =>
        WriteAsync(() => store.RemoveDomainAsync(name, condition, cancellation));

    private async Task<DomainLookup> LookUpAsync(DomainName name, Func<Task<DomainLookup>> lookUp)
    {
        Interlocked.Increment(ref _lookups);
        await BeforeLookup(name);
        DomainLookup lookup = await lookUp();
        await AfterLookup();
        return lookup;
    }

    private async Task<T> WriteAsync<T>(Func<Task<T>> write)
    {
        T result = await write();
        await AfterWrite();
        return result;
    }
}
