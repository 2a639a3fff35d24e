namespace Automua.Core.Storage;

/// <summary>Which domains to list: a page of them, by name in ordinal order.</summary>
/// <param name="Limit">The most domains to list.</param>
public sealed record DomainQuery(int Limit)
{
    /// <summary>Part of the name, in lower case; null for any name.</summary>
    public string? Part { get; init; }

    /// <summary>The key of the provider they belong to; null for any.</summary>
    public string? Provider { get; init; }

    /// <summary>The name after which the page begins, itself not on it; null for the first page.</summary>
    public string? After { get; init; }
}
