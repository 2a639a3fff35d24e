using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Storage;

/// <summary>Where the configuration of all domains is kept.</summary>
/// <remarks>Results are values; every member throws <see cref="StoreUnavailableException"/> when the store is in trouble.</remarks>
public interface IConfigurationStore
{
    /// <summary>Finds what is stored for a domain, in one round trip: the nearest of the patterns that mean it.</summary>
    /// <param name="domain">The domain.</param>
    /// <param name="widest">How wide a pattern may be.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    Task<DomainLookup> FindAsync(DomainName domain, DomainMatch widest, CancellationToken cancellation);

    /// <summary>
    /// Finds what is stored for a provider itself, in one round trip: the configuration of its own servers, under the name asked
    /// for. Of mail exchangers the nearest counts that the name is, or is below.
    /// </summary>
    Task<DomainLookup> FindProviderAsync(DomainName name, ProviderNameKind kind, CancellationToken cancellation);

    /// <summary>Stores a document: all of it, or nothing.</summary>
    Task<ImportResult> ImportAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation);

    /// <summary>Says what an import would come to, and stores nothing.</summary>
    Task<ImportResult> PreviewAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation);

    /// <summary>
    /// Reads everything, as of one moment: LDAP servers, then providers. What is wrong and left out comes as
    /// <see cref="ExportGap"/> in between.
    /// </summary>
    IAsyncEnumerable<ExportedItem> ExportAsync(CancellationToken cancellation);

    /// <summary>Removes everything, and says how much that was.</summary>
    Task<StoreCounts> PurgeAsync(CancellationToken cancellation);

    /// <summary>Asks the store for a sign of life: whether it holds any domain.</summary>
    Task<bool> HoldsDataAsync(CancellationToken cancellation);
}
