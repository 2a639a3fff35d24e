namespace Automua.Functions.Storage.AzureTables;

/// <summary>What a writer had begun when it ended before its time.</summary>
internal enum UnfinishedWork
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An import: some domains are new, others old, and what it touched is marked.</summary>
    Merge,

    /// <summary>An import into an empty store: all there is comes from it.</summary>
    Create,

    /// <summary>A purge.</summary>
    Purge,
}
