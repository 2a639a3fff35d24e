using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>A provider of a document.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Domains">Its domains.</param>
/// <param name="Pointer">Where the document names the provider.</param>
public sealed record ImportedProvider(Provider Provider, ImmutableArray<ImportedDomain> Domains, string Pointer);
