using System.Collections.Immutable;

namespace Automua.Core.Documents;

/// <summary>What an administrator wants stored, read from a document and free of faults.</summary>
/// <param name="Providers">The providers with their domains.</param>
/// <param name="Directories">The directories that domains may name.</param>
public sealed record ImportDocument(
    ImmutableArray<ImportedProvider> Providers, ImmutableArray<ImportedDirectory> Directories);
