using System.Collections.Immutable;

namespace Automua.Core.Documents;

/// <summary>What came of reading a document.</summary>
/// <param name="Document">
/// What it says: not to be stored while anything is wrong, but a store can tell what else would be; null when too little could be read.
/// </param>
/// <param name="Faults">Everything that is wrong.</param>
/// <param name="Warnings">What was passed over, or may not be what its author meant.</param>
public sealed record DocumentReading(
    ImportDocument? Document, ImmutableArray<DocumentFault> Faults, ImmutableArray<DocumentFault> Warnings)
{
    /// <summary>Whether it is a clientConfig file, which is served back with its own meaning.</summary>
    public bool IsClientConfig { get; init; }
}
