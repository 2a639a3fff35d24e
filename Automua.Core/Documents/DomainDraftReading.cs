using System.Collections.Immutable;

namespace Automua.Core.Documents;

/// <summary>What came of reading one domain.</summary>
/// <param name="Draft">What it says; null when anything is wrong.</param>
/// <param name="Faults">Everything that is wrong.</param>
public sealed record DomainDraftReading(DomainDraft? Draft, ImmutableArray<DocumentFault> Faults);
