using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>A provider of a document.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Domains">Its domains.</param>
/// <param name="Pointer">Where the document names the provider.</param>
public sealed record ImportedProvider(Provider Provider, ImmutableArray<ImportedDomain> Domains, string Pointer)
{
    /// <summary>
    /// The identifier by which the document knows the provider, when it has one beside the name: providers that bear one name
    /// are told apart by it.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>Whether the document says more than the provider's name: then its short name and details replace stored ones.</summary>
    public bool SaysDetails { get; init; }
}
