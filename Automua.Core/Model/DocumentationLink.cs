using System.Collections.Immutable;

namespace Automua.Core.Model;

/// <summary>A page on which the provider describes how to set up mail apps.</summary>
/// <param name="Url">The page.</param>
/// <param name="Descriptions">What the page is about, in one or more languages; may be empty.</param>
public sealed record DocumentationLink(string Url, ImmutableArray<LocalizedText> Descriptions)
{
    /// <inheritdoc/>
    public bool Equals(DocumentationLink? other) =>
        other is not null && Url == other.Url && Descriptions.SequenceEqual(other.Descriptions);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Url, Descriptions.Length);
}
