namespace Automua.Core.Storage;

/// <summary>What a store found under a domain's name.</summary>
public abstract record DomainLookup
{
    private protected DomainLookup()
    {
    }
}
