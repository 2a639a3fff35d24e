namespace Automua.Core.Storage;

/// <summary>The store is in trouble: it did not answer, or not in time. Nothing was changed.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>Makes an exception without a reason.</summary>
    public StoreUnavailableException()
    {
    }

    /// <summary>Makes an exception with a reason.</summary>
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with a reason and its cause.</summary>
    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the store was not asked again, because it did not answer shortly before: an earlier exception told of it.</summary>
    public bool IsRepeated { get; init; }
}
