namespace Automua.Core.Storage;

/// <summary>A domain in a list.</summary>
/// <param name="Name">Its name, or a pattern, as it is stored.</param>
/// <param name="Provider">The key of its provider; null when a hand left it without one.</param>
/// <param name="ProviderName">The name of its provider; null likewise.</param>
public sealed record DomainSummary(string Name, string? Provider, string? ProviderName);
