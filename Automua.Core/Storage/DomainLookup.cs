using Automua.Core.Model;

namespace Automua.Core.Storage;

/// <summary>What a store found under a domain's name.</summary>
public abstract record DomainLookup
{
    private protected DomainLookup()
    {
    }
}

/// <summary>The domain is known.</summary>
/// <param name="Configuration">What is stored of it.</param>
public sealed record DomainFound(DomainConfiguration Configuration) : DomainLookup;

/// <summary>No domain of that name is stored.</summary>
public sealed record DomainNotFound : DomainLookup
{
    private DomainNotFound()
    {
    }

    /// <summary>The one value there is.</summary>
    public static DomainNotFound Instance { get; } = new();
}

/// <summary>The domain is stored, but a row that belongs to it was written by hand and is wrong.</summary>
/// <param name="Fault">What is wrong, and where.</param>
public sealed record DomainSpoiled(RowFault Fault) : DomainLookup;
