using System.Collections.Immutable;
using Automua.Core.Documents;

namespace Automua.Core.Storage;

/// <summary>What came of an import. Unless it is <see cref="Imported"/>, the store is as it was before.</summary>
public abstract record ImportResult
{
    private protected ImportResult()
    {
    }
}

/// <summary>The whole document is stored.</summary>
/// <param name="Providers">What became of providers.</param>
/// <param name="Domains">What became of domains.</param>
public sealed record Imported(ImportCounts Providers, ImportCounts Domains) : ImportResult;

/// <summary>The document contradicts what the store holds.</summary>
/// <param name="Faults">Every contradiction, with its place in the document.</param>
public sealed record ImportRefused(ImmutableArray<DocumentFault> Faults) : ImportResult;

/// <summary>The mode was <see cref="ImportMode.Create"/> and the store holds something.</summary>
public sealed record StoreNotEmpty : ImportResult
{
    private StoreNotEmpty()
    {
    }

    /// <summary>The one value there is.</summary>
    public static StoreNotEmpty Instance { get; } = new();
}

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
