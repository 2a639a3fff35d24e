using Automua.Core.Model;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>What is to become of one domain. What a hand spoilt elsewhere does not keep it from that.</summary>
/// <param name="Name">The domain.</param>
/// <param name="Stored">What there is, in the version about which the change's condition was asked; null for a new one.</param>
/// <param name="Owner">The provider that it is put to, whoever had it; null when it goes.</param>
internal sealed record DomainChange(DomainPattern Name, StoredDomain? Stored, ProviderHead? Owner)
{
    /// <summary>Whether it is written whatever its entity says of itself: it holds something else than it is to, or is wrong.</summary>
    public bool IsMended { get; init; }

    /// <summary>Whether a provider loses it: the one that it names, or one in whose list a hand left it.</summary>
    public bool Leaves(PlannedProvider provider) =>
        Stored is not null && provider.Key != Owner?.Key && (provider.Key == Stored.Provider || (provider.Listed?.Contains(Name) ?? false));
}
