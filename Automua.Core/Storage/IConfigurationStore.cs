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

    /// <summary>Says how much is stored.</summary>
    Task<StoreCounts> CountAsync(CancellationToken cancellation);

    /// <summary>Lists all providers, in ordinal order of their keys; of several with one key the oldest comes first.</summary>
    Task<IReadOnlyList<ProviderSummary>> ListProvidersAsync(CancellationToken cancellation);

    /// <summary>
    /// Reads a provider as <see cref="ExportAsync"/> tells it, but without its domains; null when none has the key, or the one that
    /// counts was written by hand and is wrong. Of several the oldest counts. Its servers are its own or, when it has none, those of its oldest domain.
    /// </summary>
    Task<ExportedProvider?> ReadProviderAsync(string key, CancellationToken cancellation);

    /// <summary>Lists domains.</summary>
    Task<IReadOnlyList<DomainSummary>> ListDomainsAsync(DomainQuery query, CancellationToken cancellation);

    /// <summary>Reads what is stored under a domain's own name.</summary>
    Task<DomainReading> ReadDomainAsync(DomainPattern name, CancellationToken cancellation);

    /// <summary>
    /// Stores one domain in place of what is stored under its name, which may be another provider's. The faults of
    /// <see cref="ImportRefused"/> have their places in the domain: <c>/provider</c>, <c>/ldapserver_id</c>.
    /// </summary>
    /// <param name="domain">The domain.</param>
    /// <param name="condition">Whether it may be, given what is stored; asked while no other writer is at work.</param>
    /// <param name="cancellation">Ends the change.</param>
    Task<ImportResult> PutDomainAsync(DomainEntry domain, Func<DomainReading, bool> condition, CancellationToken cancellation);

    /// <summary>Removes one domain, right or wrong; its provider stays.</summary>
    /// <param name="name">The domain.</param>
    /// <param name="condition">Whether it may be, given what is stored; asked while no other writer is at work, and only if anything is.</param>
    /// <param name="cancellation">Ends the change.</param>
    Task<DomainRemoval> RemoveDomainAsync(DomainPattern name, Func<DomainReading, bool> condition, CancellationToken cancellation);

    /// <summary>Asks the store for a sign of life: whether it holds any domain.</summary>
    Task<bool> HoldsDataAsync(CancellationToken cancellation);
}
