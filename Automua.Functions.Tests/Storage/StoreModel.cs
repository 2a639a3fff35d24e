using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Tests.Storage;

/// <summary>A store as simple as can be: what the contract's sequences of imports must come to.</summary>
internal sealed class StoreModel
{
    private readonly HashSet<string> _providers = [];
    private readonly Dictionary<DomainName, (string Provider, ImportedServers Servers, int? DirectoryId)> _domains = [];
    private readonly Dictionary<int, DirectoryServer> _directories = [];

    /// <summary>How much there is.</summary>
    public StoreCounts Counts => new(_providers.Count, _domains.Count);

    /// <summary>What an import comes to.</summary>
    public ImportResult Import(ImportDocument document, ImportMode mode)
    {
        if (mode == ImportMode.Create && _providers.Count + _domains.Count > 0)
            return StoreNotEmpty.Instance;
        DocumentFault[] faults = [.. FaultsOf(document)];
        if (faults.Length > 0)
            return new ImportRefused([.. faults]);

        HashSet<int> changed = [];
        foreach (DirectoryServer directory in document.Directories.Select(imported => imported.Server))
        {
            if (!_directories.TryGetValue(directory.Id, out DirectoryServer? known) || !known.Equals(directory))
                changed.Add(directory.Id);
            _directories[directory.Id] = directory;
        }

        ImportCounts providers = default;
        ImportCounts domains = default;
        foreach (ImportedProvider provider in document.Providers)
        {
            providers += _providers.Add(provider.Provider.Name) ? new ImportCounts(1, 0, 0, 0) : new ImportCounts(0, 0, 1, 0);
            foreach (ImportedDomain domain in provider.Domains)
                domains += Put(provider.Provider.Name, domain, changed);
        }

        return new Imported(providers, domains);
    }

    /// <summary>Removes everything.</summary>
    public StoreCounts Purge()
    {
        StoreCounts counts = Counts;
        _providers.Clear();
        _domains.Clear();
        _directories.Clear();
        return counts;
    }

    /// <summary>What is known of a domain; null when nothing is.</summary>
    public DomainConfiguration? Find(DomainName name) =>
        _domains.TryGetValue(name, out (string Provider, ImportedServers Servers, int? DirectoryId) domain)
            ? new DomainConfiguration(
                name,
                new Provider(domain.Provider, Provider.ShortNameOf(domain.Provider)),
                domain.Servers.Mail,
                domain.Servers.Dav,
                domain.DirectoryId is { } id ? _directories[id] : null)
            : null;

    private ImportCounts Put(string provider, ImportedDomain domain, HashSet<int> changedDirectories)
    {
        bool isKnown = _domains.TryGetValue(domain.Name, out (string Provider, ImportedServers Servers, int? DirectoryId) known);
        int? directory = domain.KeepsDirectory ? known.DirectoryId : domain.DirectoryId;
        _domains[domain.Name] = (provider, domain.Servers, directory);
        if (!isKnown)
            return new ImportCounts(1, 0, 0, 0);
        return known.DirectoryId == directory
            && !(directory is { } id && changedDirectories.Contains(id))
            && known.Servers.Mail.SequenceEqual(domain.Servers.Mail)
            && known.Servers.Dav.SequenceEqual(domain.Servers.Dav)
            ? new ImportCounts(0, 0, 1, 0)
            : new ImportCounts(0, 1, 0, 0);
    }

    private IEnumerable<DocumentFault> FaultsOf(ImportDocument document)
    {
        HashSet<int> directories = [.. _directories.Keys, .. document.Directories.Select(directory => directory.Server.Id)];
        foreach (ImportedProvider provider in document.Providers)
        {
            foreach (ImportedDomain domain in provider.Domains)
            {
                if (domain.DirectoryId is { } id && !directories.Contains(id))
                    yield return new DocumentFault($"{domain.Pointer}/ldapserver_id", "");
                if (_domains.TryGetValue(domain.Name, out var known) && known.Provider != provider.Provider.Name)
                    yield return new DocumentFault(domain.Pointer, "");
            }
        }
    }
}
