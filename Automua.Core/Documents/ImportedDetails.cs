namespace Automua.Core.Documents;

/// <summary>How much a kind of document can say of a provider beside the name by which it is found.</summary>
public enum ImportedDetails
{
    /// <summary>Nothing: a seed.</summary>
    None,

    /// <summary>Names, documentation, web mail, instructions, OAuth 2 and mail exchangers: a clientConfig file.</summary>
    ClientConfig,

    /// <summary>Everything there is: a document of version 3.</summary>
    All,
}
