using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>
/// Reads documents of version 3, this program's own: any number of providers, each what a seed of version 2 is, with every
/// field of the model added.
/// </summary>
internal static class NativeReader
{
    private static readonly string[] ProviderMembers =
        ["provider", "short_name", "id", "domains", "servers", "ldapservers", .. ProviderDetails.Members];

    /// <summary>Reads a document; null when too little of it can be read.</summary>
    public static ImportDocument? Read(JsonPlace root, JsonFindings findings)
    {
        root.Knows("version", "providers", "ldapservers");
        HashSet<int> directoryIds = [];
        int faultsBefore = findings.Faults.Count;
        ImmutableArray<ImportedDirectory>.Builder directories = ImmutableArray.CreateBuilder<ImportedDirectory>();
        directories.AddRange(DirectoriesReader.Read(root["ldapservers"], directoryIds));
        IReadOnlyList<JsonPlace> items = root["providers"].RequiredList("providers");
        foreach (JsonPlace item in items.Where(item => item.IsObject()))
            directories.AddRange(DirectoriesReader.Read(item["ldapservers"], directoryIds));
        bool areDirectoriesRead = findings.Faults.Count == faultsBefore;

        ImmutableArray<ImportedProvider>.Builder providers = ImmutableArray.CreateBuilder<ImportedProvider>();
        Names names = new();
        foreach (JsonPlace item in items)
        {
            if (item.IsAnObject && ReadProvider(item, names) is { } provider)
                providers.Add(areDirectoriesRead ? provider : provider with { Domains = WithoutDirectories(provider.Domains) });
        }

        return new ImportDocument(providers.ToImmutable(), directories.ToImmutable());
    }

    // Whether a domain names a directory that there is cannot be said while one of them is wrong.
    private static ImmutableArray<ImportedDomain> WithoutDirectories(ImmutableArray<ImportedDomain> domains) =>
        [.. domains.Select(domain => domain with { DirectoryId = null, KeepsDirectory = true })];

    private static ImportedProvider? ReadProvider(JsonPlace item, Names names)
    {
        item.Knows(ProviderMembers);
        string? name = item["provider"].RequiredText(Provider.LongestName);
        string? shortName = item["short_name"].OptionalText(Provider.LongestShortName);
        string? id = item["id"].OptionalText(DocumentLimits.ProviderId);
        Provider provider = ProviderDetails.Read(new Provider(name ?? "", shortName ?? Provider.ShortNameOf(name ?? "")), item);
        ImportedServers servers = ServersReader.OfProvider(item["servers"]);
        ImmutableArray<ImportedDomain> domains = DomainsReader.OfProvider(item["domains"], servers, names.Domains);
        if (name is null)
            return null;
        if (!names.Providers.TryAdd((id, id is null ? name : ""), item.Pointer))
            item[id is null ? "provider" : "id"].Fault($"is that of {names.Providers[(id, id is null ? name : "")]} as well");
        for (int i = 0; i < provider.Hosts.Length; i++)
        {
            if (!names.Hosts.TryAdd(provider.Hosts[i], item.Pointer))
                item["hosts"].Fault($"names {provider.Hosts[i]}, which {names.Hosts[provider.Hosts[i]]} names as well");
        }

        WarnOfMissingServers(item, provider, servers, domains);
        return new ImportedProvider(provider, domains, item.Pointer) { Id = id, Servers = servers, Details = ImportedDetails.All };
    }

    private static void WarnOfMissingServers(
        JsonPlace item, Provider provider, ImportedServers servers, ImmutableArray<ImportedDomain> domains)
    {
        if (servers.Mail.IsEmpty && (provider.Hosts.Length > 0 || provider.MxDomains.Length > 0))
            item.Warn("has hosts or mx_domains and no mail servers of its own to tell who asks there");
        int without = provider.RedirectAddress is null ? domains.Count(domain => domain.Servers.Mail.IsEmpty) : 0;
        if (without > 0)
            item.Warn($"has {without} domains without mail servers and no redirect_address");
    }

    // Where each name of the document stands first.
    private sealed class Names
    {
        public Dictionary<(string? Id, string Name), string> Providers { get; } = [];

        public Dictionary<DomainPattern, string> Domains { get; } = [];

        public Dictionary<DomainName, string> Hosts { get; } = [];
    }
}
