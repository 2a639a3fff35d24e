namespace Automua.Core.Storage;

/// <summary>What becomes of what a store already holds when a document is imported.</summary>
public enum ImportMode
{
    /// <summary>Providers and domains of the document are added or brought up to date; all others stay as they are.</summary>
    Merge,

    /// <summary>The store holds exactly the document afterwards: what it does not name is removed, what it cannot say is forgotten.</summary>
    Replace,

    /// <summary>The document is refused when the store holds anything.</summary>
    Create,
}
