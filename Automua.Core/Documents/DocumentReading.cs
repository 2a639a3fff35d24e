using System.Collections.Immutable;

namespace Automua.Core.Documents;

/// <summary>What came of reading a document.</summary>
/// <param name="Document">What it says; null when anything is wrong with it.</param>
/// <param name="Faults">Everything that is wrong.</param>
/// <param name="Warnings">What was passed over, or may not be what its author meant.</param>
public sealed record DocumentReading(
    ImportDocument? Document, ImmutableArray<DocumentFault> Faults, ImmutableArray<DocumentFault> Warnings);
