namespace Automua.Core.Storage;

/// <summary>A part of what a store holds: all of them, in their order, are a document of version 3.</summary>
public abstract record ExportedItem
{
    private protected ExportedItem()
    {
    }
}
