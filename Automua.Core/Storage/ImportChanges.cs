using System.Collections.Immutable;

namespace Automua.Core.Storage;

/// <summary>What an import changes of a kind, by name; the names are in ordinal order.</summary>
/// <param name="Added">New ones.</param>
/// <param name="Changed">Known ones that differ now.</param>
/// <param name="Unchanged">How many known ones were as the document says.</param>
/// <param name="Removed">Known ones that are gone.</param>
public sealed record ImportChanges(
    ImmutableArray<string> Added, ImmutableArray<string> Changed, int Unchanged, ImmutableArray<string> Removed)
{
    /// <summary>How many were touched.</summary>
    public ImportCounts Counts => new(Added.Length, Changed.Length, Unchanged, Removed.Length);

    /// <inheritdoc/>
    public bool Equals(ImportChanges? other) =>
        other is not null && Unchanged == other.Unchanged && Added.SequenceEqual(other.Added)
        && Changed.SequenceEqual(other.Changed) && Removed.SequenceEqual(other.Removed);

    /// <inheritdoc/>
    public override int GetHashCode() => Counts.GetHashCode();
}
