using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Storage.Measuring;

namespace Automua.Functions.Storage.Caching;

/// <summary>
/// A store whose look-ups are answered from memory when they can be. What this program changes shows at once, what another
/// changes after the time to live; everything else goes to the store.
/// </summary>
internal sealed class CachedStore : IConfigurationStore, IDisposable
{
    private readonly IConfigurationStore _store;
    private readonly StoreMetrics _metrics;
    private readonly Func<LookupCache> _newLookups;
    private LookupCache _lookups;

    /// <summary>Puts a cache in front of a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="limits">How long answers are kept, and how many.</param>
    /// <param name="metrics">Where look-ups are counted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where a store that does not answer is told of.</param>
    public CachedStore(IConfigurationStore store, CacheLimits limits, StoreMetrics metrics, TimeProvider time, CacheLog log)
    {
        _store = store;
        _metrics = metrics;
        _newLookups = () => new LookupCache(store, limits, time, log);
        _lookups = _newLookups();
        metrics.ObserveEntries(() => Lookups.KnownCount, () => Lookups.UnknownCount);
    }

    private LookupCache Lookups => Volatile.Read(ref _lookups);

    /// <inheritdoc/>
    public Task<DomainLookup> FindAsync(DomainName domain, DomainMatch widest, CancellationToken cancellation) =>
        FindAsync(new StoreQuestion(domain, widest, null), cancellation);

    /// <inheritdoc/>
    public Task<DomainLookup> FindProviderAsync(DomainName name, ProviderNameKind kind, CancellationToken cancellation) =>
        FindAsync(new StoreQuestion(name, null, kind), cancellation);

    /// <inheritdoc/>
    public Task<ImportResult> ImportAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation) =>
        WriteAsync(_store.ImportAsync(document, mode, cancellation), result => result is Imported);

    /// <inheritdoc/>
    public Task<ImportResult> PreviewAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation) =>
        _store.PreviewAsync(document, mode, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<ExportedItem> ExportAsync(CancellationToken cancellation) => _store.ExportAsync(cancellation);

    /// <inheritdoc/>
    public Task<StoreCounts> PurgeAsync(CancellationToken cancellation) =>
        WriteAsync(_store.PurgeAsync(cancellation), _ => true);

    /// <inheritdoc/>
    public Task<bool> HoldsDataAsync(CancellationToken cancellation) => _store.HoldsDataAsync(cancellation);

    /// <inheritdoc/>
    public Task<StoreCounts> CountAsync(CancellationToken cancellation) => _store.CountAsync(cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProviderSummary>> ListProvidersAsync(CancellationToken cancellation) =>
        _store.ListProvidersAsync(cancellation);

    /// <inheritdoc/>
    public Task<ExportedProvider?> ReadProviderAsync(string key, CancellationToken cancellation) =>
        _store.ReadProviderAsync(key, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DomainSummary>> ListDomainsAsync(DomainQuery query, CancellationToken cancellation) =>
        _store.ListDomainsAsync(query, cancellation);

    /// <inheritdoc/>
    public Task<DomainReading> ReadDomainAsync(DomainPattern name, CancellationToken cancellation) =>
        _store.ReadDomainAsync(name, cancellation);

    /// <inheritdoc/>
    public Task<ImportResult> PutDomainAsync(DomainEntry domain, Func<DomainReading, bool> condition, CancellationToken cancellation) =>
        WriteAsync(_store.PutDomainAsync(domain, condition, cancellation), _ => true);

    /// <inheritdoc/>
    public Task<DomainRemoval> RemoveDomainAsync(DomainPattern name, Func<DomainReading, bool> condition, CancellationToken cancellation) =>
        WriteAsync(_store.RemoveDomainAsync(name, condition, cancellation), _ => true);

    /// <summary>Gives up what is kept; the store is its owner's.</summary>
    public void Dispose() => _lookups.Dispose();

    private Task<DomainLookup> FindAsync(StoreQuestion question, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<DomainLookup>(cancellation);
        LookupCache lookups = Lookups;
        string key = question.Key;
        if (lookups.TryGet(key) is not { } kept)
            return AskAsync(lookups, question, key, cancellation);
        _metrics.CountLookup(lookups.OutcomeOf(kept));
        return kept.Answer;
    }

    // Who goes does not take the question along: others may wait for it, and the answer is kept.
    private async Task<DomainLookup> AskAsync(
        LookupCache lookups, StoreQuestion question, string key, CancellationToken cancellation)
    {
        CacheOutcome outcome = CacheOutcome.Miss;
        try
        {
            (KeptLookup kept, outcome) = await lookups.AskAsync(question, key).WaitAsync(cancellation);
            return await kept.Answer;
        }
        finally
        {
            _metrics.CountLookup(outcome);
        }
    }

    // A change of one domain of which nothing comes may have finished what another program had begun.
    private async Task<T> WriteAsync<T>(Task<T> write, Func<T, bool> hasChanged)
    {
        try
        {
            T result = await write;
            if (hasChanged(result))
                StartAnew();
            return result;
        }
        catch (StoreUnavailableException)
        {
            // Perhaps only the word that it is stored was lost. Until the store answers, old answers are better than none.
            Lookups.Expire();
            throw;
        }
        catch
        {
            StartAnew();
            throw;
        }
    }

    // Who asked before the change puts the answer into the old cache, where nobody looks any more. It is not disposed of,
    // since they still use it.
    private void StartAnew() => Volatile.Write(ref _lookups, _newLookups());
}
