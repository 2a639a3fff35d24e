using System.Collections.Immutable;
using Automua.Core.Documents;

namespace Automua.Core.Storage;

/// <summary>The document contradicts what the store holds.</summary>
/// <param name="Faults">Every contradiction, with its place in the document.</param>
public sealed record ImportRefused(ImmutableArray<DocumentFault> Faults) : ImportResult;
