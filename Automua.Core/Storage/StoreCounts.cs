namespace Automua.Core.Storage;

/// <summary>How much a store holds, or held.</summary>
/// <param name="Providers">Providers.</param>
/// <param name="Domains">Domains.</param>
public readonly record struct StoreCounts(long Providers, long Domains);
