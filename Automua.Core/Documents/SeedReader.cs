using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>
/// Reads seeds: version 1 (automua, automx2 before 2026.1: domains are names) and version 2 (automx2 2026.1: domains are
/// objects that may name an LDAP server).
/// </summary>
internal static class SeedReader
{
    /// <summary>Reads a seed; null when too little of it can be read.</summary>
    public static ImportDocument? Read(JsonPlace seed, JsonFindings findings)
    {
        seed.Knows("version", "provider", "domains", "servers", "ldapservers");
        string? name = seed["provider"].RequiredText(Provider.LongestName);
        int faultsBefore = findings.Faults.Count;
        ImmutableArray<ImportedDirectory> directories = DirectoriesReader.Read(seed["ldapservers"], []);
        bool areDirectoriesRead = findings.Faults.Count == faultsBefore;
        ImportedServers servers = ServersReader.OfSeed(seed["servers"]);
        ImmutableArray<ImportedDomain> domains = DomainsReader.OfSeed(seed["domains"], servers);
        // Whether a domain names a directory that there is cannot be said while one of them is wrong.
        if (!areDirectoriesRead)
            domains = [.. domains.Select(domain => domain with { DirectoryId = null, KeepsDirectory = true })];
        if (name is null)
            return null;
        Provider provider = new(name, Provider.ShortNameOf(name));
        return new ImportDocument([new ImportedProvider(provider, domains, seed["provider"].Pointer)], directories);
    }
}
