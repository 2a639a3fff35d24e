namespace Automua.Functions.Storage.AzureTables;

/// <summary>What goes: what a document that is the whole of the store does not name, or what is removed by itself.</summary>
/// <param name="Providers">Providers.</param>
/// <param name="Domains">Domains.</param>
/// <param name="Directories">Directories.</param>
internal sealed record PlannedRemoval(
    IReadOnlyCollection<ProviderHead> Providers,
    IReadOnlyCollection<StoredDomain> Domains,
    IReadOnlyCollection<StoredDirectory> Directories)
{
    /// <summary>Nothing.</summary>
    public static PlannedRemoval None { get; } = new([], [], []);

    /// <summary>Whether there is nothing to remove.</summary>
    public bool IsEmpty => Providers.Count + Domains.Count + Directories.Count == 0;
}
