namespace Automua.Core.Storage;

/// <summary>The whole document is stored.</summary>
/// <param name="Providers">What became of providers.</param>
/// <param name="Domains">What became of domains.</param>
public sealed record Imported(ImportCounts Providers, ImportCounts Domains) : ImportResult;
