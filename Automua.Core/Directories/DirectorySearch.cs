using Automua.Core.Model;

namespace Automua.Core.Directories;

/// <summary>What a directory is asked for: the attributes of the entries that an address finds.</summary>
/// <param name="Base">The distinguished name below which to search.</param>
/// <param name="Filter">What an entry must fulfil.</param>
/// <param name="Address">The address that stands in the filter.</param>
/// <param name="Attributes">The names of the attributes to tell.</param>
public sealed record DirectorySearch(string Base, SearchFilter Filter, EmailAddress Address, IReadOnlyList<string> Attributes)
{
    /// <summary>The most entries to tell: one more than counts, so that it shows when there are several.</summary>
    public const int MostEntries = 2;

    /// <summary>Says nothing of whom it is about.</summary>
    public override string ToString() => nameof(DirectorySearch);
}
