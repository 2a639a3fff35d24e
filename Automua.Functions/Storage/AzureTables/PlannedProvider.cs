using Automua.Core.Model;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>What becomes of a provider.</summary>
/// <param name="stored">What there was; null for a new one.</param>
/// <param name="next">What there will be.</param>
/// <param name="isChanged">Whether the two answer otherwise to who asks about a domain, or for the provider itself.</param>
internal sealed class PlannedProvider(StoredProvider? stored, StoredProvider next, bool isChanged)
{
    private List<DomainPattern>? _domains = next.Domains is { } known ? [.. known] : null;

    /// <summary>What there was; null for a new one.</summary>
    public StoredProvider? Stored => stored;

    /// <summary>What there will be.</summary>
    public StoredProvider Next => next with { Domains = HasMany ? null : _domains };

    /// <summary>Its row key.</summary>
    public string Key => next.Key;

    /// <summary>Whether all its domains may hold what it was before.</summary>
    public bool IsHeld => isChanged || IsPending;

    /// <summary>Whether an import of it was broken off, so that its list of domains cannot be relied on.</summary>
    public bool IsPending => stored?.IsPending ?? false;

    /// <summary>Whether something changes beside what is answered: a domain that is told with others, or what only its entity says.</summary>
    public bool IsTouched { get; set; }

    /// <summary>Whether its entity is written.</summary>
    public bool IsWritten => IsHeld || IsTouched;

    /// <summary>Whether its domains are too many to be told.</summary>
    public bool HasMany => _domains is null || _domains.Count > DomainConfiguration.MostDomainsTold;

    /// <summary>The domains that are known by name, even those that are one too many; null when they are not known.</summary>
    public IReadOnlyList<DomainPattern>? Listed => _domains;

    /// <summary>Takes a domain in.</summary>
    public void Add(DomainPattern domain)
    {
        // Beyond the number that is told there is nothing to know but that it is exceeded.
        if (_domains is { Count: <= DomainConfiguration.MostDomainsTold } && !_domains.Contains(domain))
            _domains.Add(domain);
    }

    /// <summary>Puts the domains that are really there in place of what the entity says.</summary>
    /// <param name="domains">The domains, the oldest first; null for more than are told.</param>
    public void Mend(IEnumerable<DomainPattern>? domains) => _domains = domains?.ToList();

    /// <summary>Puts all the domains that it will have in place of what the entity says.</summary>
    public void Tell(IEnumerable<DomainPattern> domains)
    {
        _domains = [.. domains.Take(DomainConfiguration.MostDomainsTold + 1)];
        IsTouched |= (stored?.Domains is null) != HasMany || !(stored?.Domains ?? []).SequenceEqual(Next.Domains ?? []);
    }

    /// <summary>Puts the domains that are known by name in the order of their numbers: one that another provider had may be older.</summary>
    public void Arrange(Func<DomainPattern, long> numberOf) => _domains = _domains?.OrderBy(numberOf).ToList();

    /// <summary>Forgets a domain that is not there.</summary>
    public void Drop(DomainPattern domain) => _domains?.Remove(domain);
}
