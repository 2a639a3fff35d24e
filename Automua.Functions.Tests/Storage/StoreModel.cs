using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Tests.Storage;

/// <summary>A store as simple as can be: what the contract's sequences of imports must come to.</summary>
internal sealed class StoreModel
{
    // The oldest first.
    private readonly OrderedDictionary<string, StoredProvider> _providers = [];
    private readonly List<DomainPattern> _order = [];
    private readonly Dictionary<DomainPattern, StoredDomain> _domains = [];
    private readonly Dictionary<int, DirectoryServer> _directories = [];

    /// <summary>How much there is.</summary>
    public StoreCounts Counts => new(_providers.Count, _domains.Count);

    /// <summary>What an import comes to.</summary>
    public ImportResult Import(ImportDocument document, ImportMode mode)
    {
        if (mode == ImportMode.Create && _providers.Count + _domains.Count > 0)
            return StoreNotEmpty.Instance;
        DocumentFault[] faults = [.. FaultsOf(document, mode)];
        if (faults.Length > 0)
            return new ImportRefused([.. faults]);
        if (mode == ImportMode.Replace)
            document = document.AsWhole();

        HashSet<int> changed = [];
        foreach (DirectoryServer directory in document.Directories.Select(imported => imported.Server))
        {
            if (!_directories.TryGetValue(directory.Id, out DirectoryServer? known) || !known.Equals(directory))
                changed.Add(directory.Id);
            _directories[directory.Id] = directory;
        }

        ImportTally providers = new();
        ImportTally domains = new();
        foreach (ImportedProvider provider in document.Providers)
        {
            Put(provider, providers);
            foreach (ImportedDomain domain in provider.Domains)
                Put(provider.Provider.Name, domain, changed, domains);
        }

        if (mode == ImportMode.Replace)
            RemoveOthers(document, providers, domains);
        return new Imported(providers.Changes, domains.Changes);
    }

    /// <summary>What putting a domain comes to.</summary>
    public ImportResult Put(DomainEntry entry)
    {
        if (!_providers.ContainsKey(entry.Provider))
            return new ImportRefused([new DocumentFault("/provider", "")]);
        if (entry.DirectoryId is { } id && !_directories.ContainsKey(id))
            return new ImportRefused([new DocumentFault("/ldapserver_id", "")]);
        ImportTally domains = new();
        Put(entry.Provider, new ImportedDomain(entry.Name, entry.Servers, entry.DirectoryId, ""), [], domains);
        return new Imported(new ImportChanges([], [], 1, []), domains.Changes);
    }

    /// <summary>What removing a domain comes to.</summary>
    public DomainRemoval Remove(DomainPattern name)
    {
        _order.Remove(name);
        return _domains.Remove(name) ? DomainRemoval.Removed : DomainRemoval.NotFound;
    }

    /// <summary>What is stored under a domain's own name.</summary>
    public DomainReading Read(DomainPattern name) => _domains.TryGetValue(name, out StoredDomain? domain)
        ? new DomainReading(new DomainEntry(name, domain.Provider, domain.Servers, domain.DirectoryId), null)
        : DomainReading.Absent;

    /// <summary>All providers, by their keys.</summary>
    public IEnumerable<ProviderSummary> Providers => _providers.Keys.Order(StringComparer.Ordinal)
        .Select(name => new ProviderSummary(null, name, _domains.Values.Count(domain => domain.Provider == name)));

    /// <summary>Everything, in the order of an export.</summary>
    public IEnumerable<ExportedItem> Export() =>
    [
        .. _directories.Values.OrderBy(directory => directory.Id).Select(directory => new ExportedDirectory(directory)),
        .. _providers.OrderBy(provider => provider.Key, StringComparer.Ordinal).Select(provider => new ExportedProvider(
            null,
            provider.Value.Provider,
            provider.Value.Servers,
            [
                .. _domains
                    .Where(domain => domain.Value.Provider == provider.Key)
                    .OrderBy(domain => domain.Key.Value, StringComparer.Ordinal)
                    .Select(domain => new ExportedDomain(domain.Key, domain.Value.Servers, domain.Value.DirectoryId)),
            ])),
    ];

    /// <summary>Removes everything.</summary>
    public StoreCounts Purge()
    {
        StoreCounts counts = Counts;
        _providers.Clear();
        _order.Clear();
        _domains.Clear();
        _directories.Clear();
        return counts;
    }

    /// <summary>What is known for a domain; null when nothing is.</summary>
    public DomainConfiguration? Find(DomainName name, DomainMatch widest)
    {
        foreach (DomainPattern pattern in Covering(name, widest))
        {
            if (_domains.TryGetValue(pattern, out StoredDomain? domain))
            {
                return new DomainConfiguration(
                    name,
                    _providers[domain.Provider].Provider,
                    domain.Servers.Mail,
                    domain.Servers.Dav,
                    domain.DirectoryId is { } id ? _directories[id] : null)
                {
                    Siblings = pattern.Domain is null ? [] : [.. SiblingsOf(pattern, domain)],
                };
            }
        }

        return null;
    }

    /// <summary>What is known for a provider by one of its names; null when nothing is.</summary>
    public DomainConfiguration? FindProvider(DomainName name, ProviderNameKind kind)
    {
        IEnumerable<string> names = kind == ProviderNameKind.Host
            ? [name.Value]
            : Enumerable.Range(0, name.Value.Split('.').Length).Select(skipped => string.Join('.', name.Value.Split('.')[skipped..]));
        StoredProvider? found = names
            .Select(candidate => _providers.Values.FirstOrDefault(provider =>
                (kind == ProviderNameKind.Host ? provider.Provider.Hosts : provider.Provider.MxDomains).Contains(DomainName.Parse(candidate))))
            .FirstOrDefault(provider => provider is not null);
        return found is null ? null : new DomainConfiguration(name, found.Provider, found.Servers.Mail, found.Servers.Dav);
    }

    // Written without the model's own list of patterns, which stores use.
    private static IEnumerable<DomainPattern> Covering(DomainName name, DomainMatch widest)
    {
        yield return DomainPattern.Parse(name.Value);
        string[] labels = name.Value.Split('.');
        for (int i = 1; i < labels.Length && widest != DomainMatch.Exact; i++)
            yield return DomainPattern.Parse($"*.{string.Join('.', labels[i..])}");
        if (widest == DomainMatch.Any)
            yield return DomainPattern.Parse("*");
    }

    private IEnumerable<DomainName> SiblingsOf(DomainPattern name, StoredDomain domain) =>
        from pattern in _order
        let other = _domains[pattern]
        where _domains.Values.Count(known => known.Provider == domain.Provider) <= 20
            && pattern.Domain is not null && !pattern.Equals(name) && other.Provider == domain.Provider
            && other.DirectoryId == domain.DirectoryId && other.Servers.Equals(domain.Servers)
        select pattern.Domain;

    private void Put(ImportedProvider imported, ImportTally tally)
    {
        string name = imported.Provider.Name;
        if (!_providers.TryGetValue(name, out StoredProvider? known))
        {
            _providers.Add(name, new StoredProvider(imported.Provider, imported.OwnServersOf(imported.Provider) ?? ImportedServers.None));
            tally.Added(name);
            return;
        }

        Provider provider = imported.Over(known.Provider);
        StoredProvider next = new(provider, imported.OwnServersOf(provider) ?? known.Servers);
        _providers[name] = next;
        tally.Known(
            name,
            ProviderDetails.Write(next.Provider) != ProviderDetails.Write(known.Provider) || !next.Servers.Equals(known.Servers));
    }

    private void Put(string provider, ImportedDomain domain, HashSet<int> changedDirectories, ImportTally tally)
    {
        _domains.TryGetValue(domain.Name, out StoredDomain? known);
        int? directory = domain.KeepsDirectory ? known?.DirectoryId : domain.DirectoryId;
        StoredDomain next = new(provider, domain.Servers, directory);
        _domains[domain.Name] = next;
        if (known is null)
        {
            _order.Add(domain.Name);
            tally.Added(domain.Name.Value);
            return;
        }

        tally.Known(domain.Name.Value, known != next || (directory is { } id && changedDirectories.Contains(id)));
    }

    private void RemoveOthers(ImportDocument document, ImportTally providers, ImportTally domains)
    {
        foreach (string name in _providers.Keys.Except(document.Providers.Select(provider => provider.Provider.Name)).ToArray())
        {
            _providers.Remove(name);
            providers.Removed(name);
        }

        foreach (DomainPattern name in _domains.Keys
            .Except(document.Providers.SelectMany(provider => provider.Domains).Select(domain => domain.Name)).ToArray())
        {
            _domains.Remove(name);
            _order.Remove(name);
            domains.Removed(name.Value);
        }

        foreach (int id in _directories.Keys.Except(document.Directories.Select(directory => directory.Server.Id)).ToArray())
            _directories.Remove(id);
    }

    private IEnumerable<DocumentFault> FaultsOf(ImportDocument document, ImportMode mode)
    {
        bool isWhole = mode == ImportMode.Replace;
        HashSet<int> directories = [.. _directories.Keys.Where(_ => !isWhole), .. document.Directories.Select(directory => directory.Server.Id)];
        foreach (ImportedProvider provider in document.Providers)
        {
            foreach (DomainName host in provider.Provider.Hosts)
            {
                if (!isWhole && provider.Details == ImportedDetails.All && _providers.Values.Any(other =>
                    other.Provider.Name != provider.Provider.Name && other.Provider.Hosts.Contains(host)))
                    yield return new DocumentFault($"{provider.Pointer}/hosts", "");
            }

            foreach (ImportedDomain domain in provider.Domains)
            {
                if (domain.DirectoryId is { } id && !directories.Contains(id))
                    yield return new DocumentFault($"{domain.Pointer}/ldapserver_id", "");
                if (!isWhole && _domains.TryGetValue(domain.Name, out StoredDomain? known) && known.Provider != provider.Provider.Name)
                    yield return new DocumentFault(domain.Pointer, "");
            }
        }
    }

    private sealed record StoredProvider(Provider Provider, ImportedServers Servers);

    private sealed record StoredDomain(string Provider, ImportedServers Servers, int? DirectoryId);
}
