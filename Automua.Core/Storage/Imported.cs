namespace Automua.Core.Storage;

/// <summary>The whole document is stored.</summary>
/// <param name="Providers">What became of providers, by their names.</param>
/// <param name="Domains">What became of domains.</param>
public sealed record Imported(ImportChanges Providers, ImportChanges Domains) : ImportResult;
