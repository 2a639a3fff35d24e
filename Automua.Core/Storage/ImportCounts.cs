namespace Automua.Core.Storage;

/// <summary>How many of a kind were touched.</summary>
/// <param name="Added">New ones.</param>
/// <param name="Changed">Known ones that differ now.</param>
/// <param name="Unchanged">Known ones that were as the document says.</param>
/// <param name="Removed">Known ones that are gone.</param>
public readonly record struct ImportCounts(int Added, int Changed, int Unchanged, int Removed)
{
    /// <summary>Adds up.</summary>
    public static ImportCounts operator +(ImportCounts left, ImportCounts right) => Add(left, right);

    /// <summary>Adds up.</summary>
    public static ImportCounts Add(ImportCounts left, ImportCounts right) => new(
        left.Added + right.Added,
        left.Changed + right.Changed,
        left.Unchanged + right.Unchanged,
        left.Removed + right.Removed);
}
