namespace Automua.Core.Storage;

/// <summary>A provider in a list.</summary>
/// <param name="Id">The identifier that documents know it by; null when its name is enough.</param>
/// <param name="Name">Its name.</param>
/// <param name="Domains">How many domains belong to it.</param>
public sealed record ProviderSummary(string? Id, string Name, long Domains)
{
    /// <summary>What administrators call it by: the identifier or, without one, the name.</summary>
    public string Key => Id ?? Name;
}
