namespace Automua.Core.Storage;

/// <summary>The domain is not stored as the change expected it.</summary>
public sealed record DomainOutdated : ImportResult
{
    private DomainOutdated()
    {
    }

    /// <summary>The one value there is.</summary>
    public static DomainOutdated Instance { get; } = new();
}
