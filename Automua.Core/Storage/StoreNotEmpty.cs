namespace Automua.Core.Storage;

/// <summary>The mode was <see cref="ImportMode.Create"/> and the store holds something.</summary>
public sealed record StoreNotEmpty : ImportResult
{
    private StoreNotEmpty()
    {
    }

    /// <summary>The one value there is.</summary>
    public static StoreNotEmpty Instance { get; } = new();
}
