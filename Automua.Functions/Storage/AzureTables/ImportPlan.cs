using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>What an import comes to, worked out from what the table holds; nothing is written yet.</summary>
internal sealed class ImportPlan
{
    /// <summary>The document's contradictions to what there is.</summary>
    public required ImmutableArray<DocumentFault> Faults { get; init; }

    /// <summary>What is told when all is written.</summary>
    public required Imported Result { get; init; }

    /// <summary>The providers that matter, by row key.</summary>
    public required IReadOnlyDictionary<string, PlannedProvider> Providers { get; init; }

    /// <summary>All directories that stay.</summary>
    public required IReadOnlyDictionary<int, PlannedDirectory> Directories { get; init; }

    /// <summary>The document's domains, and those that are told with them.</summary>
    public required IReadOnlyDictionary<DomainPattern, PlannedDomain> Domains { get; init; }

    /// <summary>The highest number that a domain has.</summary>
    public required long LastNumber { get; init; }

    /// <summary>Whether the document is the whole of the store.</summary>
    public required bool ReplacesAll { get; init; }

    /// <summary>What is removed.</summary>
    public required PlannedRemoval Removal { get; init; }

    /// <summary>Whether there is anything to write.</summary>
    public bool IsAnythingToWrite =>
        !Removal.IsEmpty
        || Providers.Values.Any(provider => provider.IsWritten)
        || Directories.Values.Any(directory => directory.IsWritten)
        || Domains.Values.Any(IsStale);

    /// <summary>Whether a domain's entity may hold something else than it is to.</summary>
    public bool IsStale(PlannedDomain domain) =>
        !domain.IsSame
        || Providers[domain.Provider].IsWritten
        || (domain.DirectoryId is { } id && Directories[id].IsWritten);

    /// <summary>What is to be answered about a domain.</summary>
    public StoredAnswer AnswerOf(PlannedDomain domain)
    {
        StoredProvider provider = Providers[domain.Provider].Next;
        return new StoredAnswer(provider.Answer.Provider, domain.Servers)
        {
            Directory = domain.DirectoryId is { } id ? Directories[id].Next : null,
            Siblings = domain.Name.Domain is null || provider.Domains is null ? [] : [.. SiblingsOf(domain, provider.Domains)],
        };
    }

    private IEnumerable<DomainName> SiblingsOf(PlannedDomain domain, IReadOnlyList<DomainPattern> told) =>
        from name in told
        where name.Domain is not null && !name.Equals(domain.Name)
            && Domains.TryGetValue(name, out PlannedDomain? other) && other.Provider == domain.Provider && other.IsLike(domain)
        select name.Domain;
}
