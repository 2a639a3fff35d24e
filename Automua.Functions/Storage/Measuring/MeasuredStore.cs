using System.Diagnostics;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Measuring;

/// <summary>A store that records how long each operation took and what came of it.</summary>
internal sealed class MeasuredStore(IConfigurationStore store, StoreMetrics metrics) : IConfigurationStore
{
    /// <inheritdoc/>
    public Task<DomainLookup> FindAsync(DomainName domain, DomainMatch widest, CancellationToken cancellation) =>
        MeasureAsync("find", () => store.FindAsync(domain, widest, cancellation), ResultOf);

    /// <inheritdoc/>
    public Task<DomainLookup> FindProviderAsync(DomainName name, ProviderNameKind kind, CancellationToken cancellation) =>
        MeasureAsync("find_provider", () => store.FindProviderAsync(name, kind, cancellation), ResultOf);

    /// <inheritdoc/>
    public Task<ImportResult> ImportAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation) =>
        MeasureAsync("import", () => store.ImportAsync(document, mode, cancellation), ResultOf);

    /// <inheritdoc/>
    public Task<ImportResult> PreviewAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation) =>
        MeasureAsync("preview", () => store.PreviewAsync(document, mode, cancellation), ResultOf);

    /// <inheritdoc/>
    public IAsyncEnumerable<ExportedItem> ExportAsync(CancellationToken cancellation) => store.ExportAsync(cancellation);

    /// <inheritdoc/>
    public Task<StoreCounts> PurgeAsync(CancellationToken cancellation) =>
        MeasureAsync("purge", () => store.PurgeAsync(cancellation), _ => "done");

    /// <inheritdoc/>
    public Task<bool> HoldsDataAsync(CancellationToken cancellation) =>
        MeasureAsync("holds_data", () => store.HoldsDataAsync(cancellation), _ => "done");

    /// <inheritdoc/>
    public Task<StoreCounts> CountAsync(CancellationToken cancellation) =>
        MeasureAsync("count", () => store.CountAsync(cancellation), _ => "done");

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProviderSummary>> ListProvidersAsync(CancellationToken cancellation) =>
        MeasureAsync("list_providers", () => store.ListProvidersAsync(cancellation), _ => "done");

    /// <inheritdoc/>
    public Task<ExportedProvider?> ReadProviderAsync(string key, CancellationToken cancellation) =>
        MeasureAsync("read_provider", () => store.ReadProviderAsync(key, cancellation), provider => provider is null ? "not_found" : "found");

    /// <inheritdoc/>
    public Task<IReadOnlyList<DomainSummary>> ListDomainsAsync(DomainQuery query, CancellationToken cancellation) =>
        MeasureAsync("list_domains", () => store.ListDomainsAsync(query, cancellation), _ => "done");

    /// <inheritdoc/>
    public Task<DomainReading> ReadDomainAsync(DomainPattern name, CancellationToken cancellation) =>
        MeasureAsync("read_domain", () => store.ReadDomainAsync(name, cancellation), ResultOf);

    /// <inheritdoc/>
    public Task<ImportResult> PutDomainAsync(DomainEntry domain, Func<DomainReading, bool> condition, CancellationToken cancellation) =>
        MeasureAsync("put_domain", () => store.PutDomainAsync(domain, condition, cancellation), ResultOf);

    /// <inheritdoc/>
    public Task<DomainRemoval> RemoveDomainAsync(DomainPattern name, Func<DomainReading, bool> condition, CancellationToken cancellation) =>
        MeasureAsync("remove_domain", () => store.RemoveDomainAsync(name, condition, cancellation), ResultOf);

    private static string ResultOf(DomainReading reading) => reading switch
    {
        { Entry: not null } => "found",
        { Fault: not null } => "spoiled",
        _ => "not_found",
    };

    private static string ResultOf(DomainRemoval removal) => removal switch
    {
        DomainRemoval.Removed => "done",
        DomainRemoval.NotFound => "not_found",
        _ => "refused",
    };

    private static string ResultOf(DomainLookup lookup) => lookup switch
    {
        DomainFound => "found",
        DomainSpoiled => "spoiled",
        _ => "not_found",
    };

    private static string ResultOf(ImportResult result) => result is Imported ? "done" : "refused";

    private async Task<T> MeasureAsync<T>(string operation, Func<Task<T>> run, Func<T, string> resultOf)
    {
        long start = Stopwatch.GetTimestamp();
        string result = "failed";
        try
        {
            T value = await run();
            result = resultOf(value);
            return value;
        }
        catch (StoreUnavailableException)
        {
            result = "unavailable";
            throw;
        }
        catch (OperationCanceledException)
        {
            result = "cancelled";
            throw;
        }
        finally
        {
            metrics.RecordOperation(start, operation, result);
        }
    }
}
