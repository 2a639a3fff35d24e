namespace Automua.Core.Storage;

/// <summary>No domain of that name is stored.</summary>
public sealed record DomainNotFound : DomainLookup
{
    private DomainNotFound()
    {
    }

    /// <summary>The one value there is.</summary>
    public static DomainNotFound Instance { get; } = new();
}
