using System.Collections.Immutable;

namespace Automua.Core.Documents;

/// <summary>What an administrator wants stored, read from a document and free of faults.</summary>
/// <param name="Providers">The providers with their domains.</param>
/// <param name="Directories">The directories that domains may name.</param>
public sealed record ImportDocument(
    ImmutableArray<ImportedProvider> Providers, ImmutableArray<ImportedDirectory> Directories)
{
    /// <summary>
    /// The document as the whole of a store: what its kind cannot say is not there, instead of staying as it is stored.
    /// </summary>
    public ImportDocument AsWhole() => this with
    {
        Providers =
        [
            .. Providers.Select(provider => provider with
            {
                Details = ImportedDetails.All,
                Servers = provider.Servers ?? ImportedServers.None,
                Domains = [.. provider.Domains.Select(domain => domain with { KeepsDirectory = false })],
            }),
        ],
    };
}
