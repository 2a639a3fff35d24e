using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Reads what an import is about, and works out what must change.</summary>
internal sealed class ImportPlanner(TableClient client, ImportDocument document)
{
    private static readonly ImportedServers NoServers = new([], []);

    private readonly TableReader _reader = new(client);
    private readonly Dictionary<int, PlannedDirectory> _directories = [];
    private readonly Dictionary<string, PlannedProvider> _providers = [];
    private readonly Dictionary<DomainPattern, PlannedDomain> _domains = [];
    private readonly Dictionary<ImportedServers, string> _digests = new(ReferenceEqualityComparer.Instance);
    private readonly List<DocumentFault> _faults = [];
    private ImportCounts _providerCounts;
    private ImportCounts _domainCounts;

    /// <summary>Plans. What an import before left unfinished is part of the plan.</summary>
    public async Task<ImportPlan> PlanAsync(CancellationToken cancellation)
    {
        await PlanDirectoriesAsync(cancellation);
        IReadOnlyList<ProviderHead> heads = await _reader.ProviderHeadsAsync(cancellation);
        // Without any provider there is no domain.
        Dictionary<DomainPattern, StoredDomain> domains = heads.Count == 0 ? [] : await ReadDomainsAsync(cancellation);
        ProviderHead?[] known = ProviderMatching.Match(document.Providers, heads);
        Dictionary<string, StoredProvider> stored = await ReadProvidersAsync(heads, known, domains, cancellation);
        string[] keys = PlanProviders(heads.Count == 0 ? 0 : heads[^1].Number, known, stored);
        foreach (StoredProvider other in stored.Values.Where(provider => !_providers.ContainsKey(provider.Key)))
            _providers.Add(other.Key, new PlannedProvider(other, other, isChanged: false));
        await ClaimHostsAsync(keys, cancellation);
        await MendAsync(cancellation);
        for (int i = 0; i < keys.Length; i++)
            PlanDomains(document.Providers[i], keys[i], domains);
        if (_faults.Count == 0)
            await PlanToldAsync(cancellation);
        return new ImportPlan
        {
            Faults = [.. _faults],
            Result = new Imported(_providerCounts, _domainCounts),
            Providers = _providers,
            Directories = _directories,
            Domains = _domains,
        };
    }

    private async Task PlanDirectoriesAsync(CancellationToken cancellation)
    {
        foreach (StoredDirectory stored in await _reader.DirectoriesAsync(cancellation))
            _directories.Add(stored.Server.Id, new PlannedDirectory(stored, stored.Server));
        foreach (DirectoryServer server in document.Directories.Select(imported => imported.Server))
            _directories[server.Id] = new PlannedDirectory(_directories.GetValueOrDefault(server.Id)?.Stored, server);
    }

    private async Task<Dictionary<DomainPattern, StoredDomain>> ReadDomainsAsync(CancellationToken cancellation)
    {
        DomainPattern[] names = [.. document.Providers.SelectMany(provider => provider.Domains).Select(domain => domain.Name)];
        return (await _reader.DomainsAsync(names, cancellation)).ToDictionary(domain => domain.Name);
    }

    // The document's own, those that its domains belong to beside them, and those that an import before left unfinished.
    private async Task<Dictionary<string, StoredProvider>> ReadProvidersAsync(
        IReadOnlyList<ProviderHead> heads,
        ProviderHead?[] known,
        Dictionary<DomainPattern, StoredDomain> domains,
        CancellationToken cancellation)
    {
        HashSet<string> owners = [.. domains.Values.Select(domain => domain.Provider)];
        IEnumerable<ProviderHead> wanted =
            heads.Where(head => head.IsPending || owners.Contains(head.Key)).Concat(known.OfType<ProviderHead>());
        return (await _reader.ProvidersAsync(wanted.Select(head => head.Number), cancellation)).ToDictionary(provider => provider.Key);
    }

    private string[] PlanProviders(long lastNumber, ProviderHead?[] known, Dictionary<string, StoredProvider> stored)
    {
        string[] keys = new string[known.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            StoredProvider? before = known[i] is { } head ? stored.GetValueOrDefault(head.Key) : null;
            PlannedProvider planned = PlanProvider(document.Providers[i], before, before?.Number ?? ++lastNumber);
            keys[i] = planned.Key;
            _providers.Add(planned.Key, planned);
        }

        return keys;
    }

    private PlannedProvider PlanProvider(ImportedProvider imported, StoredProvider? stored, long number)
    {
        StoredAnswer answer = new(
            stored is null ? imported.Provider : imported.Over(stored.Answer.Provider),
            imported.Servers ?? stored?.Answer.Servers ?? NoServers);
        byte[] written = AnswerWriter.Write(answer);
        if (IsTooLarge(written))
            _faults.Add(TooLarge(imported.Pointer));
        if (stored is null)
        {
            _providerCounts += new ImportCounts(1, 0, 0, 0);
            return new PlannedProvider(null, new StoredProvider(number, answer) { Identifier = imported.Id }, isChanged: true);
        }

        bool isChanged = !written.AsSpan().SequenceEqual(AnswerWriter.Write(stored.Answer));
        StoredProvider next = stored with { Answer = answer, Identifier = imported.Id ?? stored.Identifier };
        bool isIdentified = next.Identifier != stored.Identifier;
        _providerCounts += isChanged || isIdentified ? new ImportCounts(0, 1, 0, 0) : new ImportCounts(0, 0, 1, 0);
        return new PlannedProvider(stored, next, isChanged) { IsTouched = isIdentified };
    }

    // A mail exchanger may be that of several providers, and within one document a host can move.
    private async Task ClaimHostsAsync(string[] keys, CancellationToken cancellation)
    {
        HashSet<string> changed = [.. keys.Where(key => _providers[key].IsHeld)];
        for (int i = 0; i < keys.Length; i++)
        {
            if (!changed.Contains(keys[i]))
                continue;
            foreach (DomainName host in _providers[keys[i]].Next.Answer.Provider.Hosts.Distinct())
            {
                long[] others =
                    [.. (await _reader.ProvidersOfAsync(host, cancellation)).Where(number => !changed.Contains(EntityKey.OfProvider(number).Row))];
                foreach (StoredProvider other in await _reader.ProvidersAsync(others, cancellation))
                {
                    _faults.Add(new DocumentFault(
                        $"{document.Providers[i].Pointer}/hosts", $"names {host}, which stands for the provider '{other.Answer.Provider.Name}'"));
                }
            }
        }
    }

    // What a broken-off import says of a provider's domains was its plan: what is there counts.
    private async Task MendAsync(CancellationToken cancellation)
    {
        foreach (PlannedProvider provider in _providers.Values.Where(provider => provider.IsPending))
            provider.Mend(await _reader.DomainsOfAsync(provider.Key, cancellation));
    }

    private void PlanDomains(ImportedProvider provider, string key, Dictionary<DomainPattern, StoredDomain> known)
    {
        foreach (ImportedDomain domain in provider.Domains)
        {
            if (domain.DirectoryId is { } id && !_directories.ContainsKey(id))
            {
                _faults.Add(new DocumentFault(
                    $"{domain.Pointer}/ldapserver_id", $"is {id}, and no LDAP server of the document or the store has that id"));
            }

            string servers = DigestOf(domain);
            if (known.TryGetValue(domain.Name, out StoredDomain? stored))
            {
                PlanStored(provider, key, domain, servers, stored);
                continue;
            }

            Plan(new PlannedDomain(domain.Name, key, domain.DirectoryId, domain.Servers, servers, null));
            _domainCounts += new ImportCounts(1, 0, 0, 0);
        }
    }

    private void PlanStored(ImportedProvider provider, string key, ImportedDomain domain, string servers, StoredDomain stored)
    {
        // A domain without a provider is nobody's: the document mends it. For a seed, two providers of one name are one.
        string? owner = _providers.GetValueOrDefault(stored.Provider)?.Stored?.Answer.Provider.Name;
        string? name = provider.Id is null ? provider.Provider.Name : null;
        if (owner is not null && owner != name && stored.Provider != key)
        {
            _faults.Add(new DocumentFault(domain.Pointer, $"names {domain.Name}, which belongs to the provider '{owner}'"));
            return;
        }

        int? directory = domain.KeepsDirectory ? stored.DirectoryId : domain.DirectoryId;
        if (directory is { } named && !_directories.ContainsKey(named))
            directory = null;
        PlannedDomain planned = new(domain.Name, owner is null ? key : stored.Provider, directory, domain.Servers, servers, stored);
        Plan(planned);
        _domainCounts += planned.IsSame && !(directory is { } id && _directories[id].IsChanged)
            ? new ImportCounts(0, 0, 1, 0)
            : new ImportCounts(0, 1, 0, 0);
    }

    private void Plan(PlannedDomain domain)
    {
        _domains[domain.Name] = domain;
        if (domain.Stored?.Provider != domain.Provider)
            _providers[domain.Provider].Add(domain.Name);
    }

    // Domains that are told together change together.
    private async Task PlanToldAsync(CancellationToken cancellation)
    {
        foreach (PlannedDomain domain in _domains.Values)
        {
            PlannedProvider provider = _providers[domain.Provider];
            bool isChanged = !domain.IsSame || (domain.DirectoryId is { } id && _directories[id].IsWritten);
            provider.IsTouched |= isChanged && provider.Listed is not null;
        }

        foreach (PlannedProvider provider in _providers.Values.Where(provider => provider.IsWritten && provider.Listed is not null))
        {
            DomainPattern[] others = [.. provider.Listed!.Where(name => !_domains.ContainsKey(name))];
            foreach (TableEntity entity in await _reader.WholeDomainsAsync(others, cancellation))
            {
                StoredDomain stored = StoredDomain.Read(entity);
                _domains.Add(stored.Name, new PlannedDomain(
                    stored.Name, stored.Provider, stored.DirectoryId, AnswerReader.ReadAnswer(entity).Servers, stored.Servers, stored));
            }

            foreach (DomainPattern missing in others.Where(name => !_domains.ContainsKey(name)))
                provider.Drop(missing);
        }
    }

    // Domains that share their servers share the object.
    private string DigestOf(ImportedDomain domain)
    {
        if (_digests.TryGetValue(domain.Servers, out string? digest))
            return digest;
        byte[] written = AnswerWriter.Write(domain.Servers);
        if (IsTooLarge(written))
            _faults.Add(TooLarge(domain.Pointer));
        digest = PackedDocument.DigestOf(written);
        _digests.Add(domain.Servers, digest);
        return digest;
    }

    private static bool IsTooLarge(byte[] written) =>
        written.Length > PackedDocument.LargestPiece && PackedDocument.Pack(written).Size > PackedDocument.LargestPiece;

    private static DocumentFault TooLarge(string pointer) => new(
        pointer,
        $"says more than Azure Table Storage keeps in one place: its servers and details may take {PackedDocument.LargestPiece / 1024} KiB when compressed");
}
