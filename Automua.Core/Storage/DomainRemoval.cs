namespace Automua.Core.Storage;

/// <summary>What came of removing a domain.</summary>
public enum DomainRemoval
{
    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It was not stored.</summary>
    NotFound,

    /// <summary>It is not stored as the change expected it; nothing was changed.</summary>
    Outdated,
}
