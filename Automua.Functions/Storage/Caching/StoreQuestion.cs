using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Caching;

/// <summary>One look-up that a store can be asked for.</summary>
/// <param name="Name">The name asked about.</param>
/// <param name="Widest">How wide a pattern may be; null when a provider is asked for.</param>
/// <param name="Kind">By which of its names a provider is asked for; null when a domain is.</param>
internal readonly record struct StoreQuestion(DomainName Name, DomainMatch? Widest, ProviderNameKind? Kind)
{
    /// <summary>What tells this question from all others. It holds a domain name, never an address.</summary>
    public string Key => (Widest, Kind) switch
    {
        (DomainMatch.Exact, _) => $"exact {Name.Value}",
        (DomainMatch.Parent, _) => $"parent {Name.Value}",
        (DomainMatch.Any, _) => $"any {Name.Value}",
        (_, ProviderNameKind.Host) => $"host {Name.Value}",
        _ => $"exchanger {Name.Value}",
    };

    /// <summary>Asks a store.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer.</exception>
    public Task<DomainLookup> AskAsync(IConfigurationStore store, CancellationToken cancellation) =>
        Widest is { } widest
            ? store.FindAsync(Name, widest, cancellation)
            : store.FindProviderAsync(Name, Kind.GetValueOrDefault(), cancellation);
}
