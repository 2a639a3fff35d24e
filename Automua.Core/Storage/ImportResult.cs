namespace Automua.Core.Storage;

/// <summary>What came of an import. Unless it is <see cref="Imported"/>, the store is as it was before.</summary>
public abstract record ImportResult
{
    private protected ImportResult()
    {
    }
}
