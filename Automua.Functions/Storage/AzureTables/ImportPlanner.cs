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
    private long _lastNumber;

    /// <summary>Plans.</summary>
    /// <param name="unfinished">What was left unfinished and is to be finished by this import.</param>
    /// <param name="lastNumber">The highest number that a provider has.</param>
    /// <param name="cancellation">Ends the import.</param>
    public async Task<ImportPlan> PlanAsync(UnfinishedWork unfinished, long lastNumber, CancellationToken cancellation)
    {
        _lastNumber = lastNumber;
        await PlanDirectoriesAsync(cancellation);
        string[] keys = [.. document.Providers.Select(provider => EntityKey.Of(provider).Row)];
        Dictionary<string, StoredProvider> stored =
            (await _reader.ProvidersAsync(keys, cancellation)).ToDictionary(provider => provider.Key);
        if (unfinished != UnfinishedWork.None)
        {
            foreach (StoredProvider pending in await _reader.PendingProvidersAsync(cancellation))
                stored.TryAdd(pending.Key, pending);
        }

        // Without any provider there is no domain.
        bool isEmpty = stored.Count == 0 && !await TableReader.HoldsDataAsync(client, cancellation);
        Dictionary<DomainPattern, StoredDomain> known = isEmpty ? [] : await ReadDomainsAsync(stored, cancellation);
        for (int i = 0; i < keys.Length; i++)
            await PlanProviderAsync(document.Providers[i], keys[i], stored.GetValueOrDefault(keys[i]), cancellation);
        foreach (StoredProvider other in stored.Values.Where(provider => !_providers.ContainsKey(provider.Key)))
            _providers.Add(other.Key, new PlannedProvider(other, other, isChanged: false));
        await MendAsync(cancellation);
        for (int i = 0; i < keys.Length; i++)
            PlanDomains(document.Providers[i], keys[i], known);
        if (_faults.Count == 0)
            await PlanToldAsync(cancellation);
        return new ImportPlan
        {
            Faults = [.. _faults],
            Result = new Imported(_providerCounts, _domainCounts),
            Providers = _providers,
            Directories = _directories,
            Domains = _domains,
            LastNumber = _lastNumber,
        };
    }

    private async Task PlanDirectoriesAsync(CancellationToken cancellation)
    {
        foreach (StoredDirectory stored in await _reader.DirectoriesAsync(cancellation))
            _directories.Add(stored.Server.Id, new PlannedDirectory(stored, stored.Server));
        foreach (DirectoryServer server in document.Directories.Select(imported => imported.Server))
            _directories[server.Id] = new PlannedDirectory(_directories.GetValueOrDefault(server.Id)?.Stored, server);
    }

    // The document's domains, and the providers that they belong to beside the document's own.
    private async Task<Dictionary<DomainPattern, StoredDomain>> ReadDomainsAsync(
        Dictionary<string, StoredProvider> providers, CancellationToken cancellation)
    {
        DomainPattern[] names = [.. document.Providers.SelectMany(provider => provider.Domains).Select(domain => domain.Name)];
        Dictionary<DomainPattern, StoredDomain> known =
            (await _reader.DomainsAsync(names, cancellation)).ToDictionary(domain => domain.Name);
        string[] others = [.. known.Values.Select(domain => domain.Provider).Distinct().Where(key => !providers.ContainsKey(key))];
        foreach (StoredProvider other in await _reader.ProvidersAsync(others, cancellation))
            providers.Add(other.Key, other);
        return known;
    }

    private async Task PlanProviderAsync(ImportedProvider imported, string key, StoredProvider? stored, CancellationToken cancellation)
    {
        StoredAnswer answer = new(
            stored is null ? imported.Provider : imported.Over(stored.Answer.Provider),
            imported.Servers ?? stored?.Answer.Servers ?? NoServers);
        byte[] written = AnswerWriter.Write(answer);
        bool isChanged = stored is null || !written.AsSpan().SequenceEqual(AnswerWriter.Write(stored.Answer));
        if (IsTooLarge(written))
            _faults.Add(TooLarge(imported.Pointer));
        StoredProvider next = stored is null ? new StoredProvider(key, ++_lastNumber, answer) : stored with { Answer = answer };
        _providers.Add(key, new PlannedProvider(stored, next, isChanged));
        _providerCounts += stored is null ? new ImportCounts(1, 0, 0, 0)
            : isChanged ? new ImportCounts(0, 1, 0, 0)
            : new ImportCounts(0, 0, 1, 0);
        if (!isChanged)
            return;
        foreach (DomainName host in answer.Provider.Hosts.Distinct())
        {
            EntityKey own = EntityKey.Of(host, ProviderNameKind.Host, next.Number);
            if ((await _reader.HostsAsync(host, cancellation)).Any(entity => entity.RowKey != own.Row))
                _faults.Add(new DocumentFault($"{imported.Pointer}/hosts", $"names {host}, which stands for another provider"));
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
