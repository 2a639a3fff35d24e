using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Reads what an import is about, and works out what must change.</summary>
/// <param name="client">The table.</param>
/// <param name="document">The document.</param>
/// <param name="lastNumber">The highest number that a domain has.</param>
/// <param name="change">What becomes of one domain, of which the document says the rest; null for an import.</param>
internal sealed class ImportPlanner(TableClient client, ImportDocument document, long lastNumber, DomainChange? change = null)
{
    private readonly TableReader _reader = new(client);
    private readonly StoredParts _parts = new(new TableReader(client), change);
    private readonly Dictionary<int, PlannedDirectory> _directories = [];
    private readonly Dictionary<string, PlannedProvider> _providers = [];
    private readonly Dictionary<DomainPattern, PlannedDomain> _domains = [];
    private readonly Dictionary<ImportedServers, string> _digests = new(ReferenceEqualityComparer.Instance);
    private readonly List<DocumentFault> _faults = [];
    private readonly ImportTally _providerTally = new();
    private readonly ImportTally _domainTally = new();
    private Dictionary<DomainPattern, StoredDomain> _stored = [];
    private long _lastNumber = lastNumber;

    /// <summary>Whether what the document does not name is removed.</summary>
    public bool ReplacesAll { get; init; }

    /// <summary>Plans. What an import before left unfinished is part of the plan.</summary>
    public async Task<ImportPlan> PlanAsync(CancellationToken cancellation)
    {
        IReadOnlyCollection<StoredDirectory> directories = await _parts.DirectoriesAsync(cancellation);
        PlanDirectories(directories);
        IReadOnlyList<ProviderHead> heads = await _reader.ProviderHeadsAsync(cancellation, areListsRead: change?.Stored is not null);
        // Without any provider there is no domain that an import could know.
        if (change is not null || heads.Count > 0)
            _stored = await ReadDomainsAsync(cancellation);
        ProviderHead?[] known = change?.Owner is { } owner ? [owner] : ProviderMatching.Match(document.Providers, heads);
        Dictionary<string, StoredProvider> stored = await ReadProvidersAsync(heads, known, cancellation);
        if (change?.Owner is { } wanted && !stored.ContainsKey(wanted.Key))
            return Refused(wanted);
        string[] keys = PlanProviders(heads.Count == 0 ? 0 : heads[^1].Number, known, stored);
        foreach (StoredProvider other in stored.Values.Where(provider => !_providers.ContainsKey(provider.Key)))
            _providers.Add(other.Key, new PlannedProvider(other, other, isChanged: false));
        if (!ReplacesAll)
        {
            await ClaimHostsAsync(keys, heads, cancellation);
            await MendAsync(cancellation);
            await LoseAsync(cancellation);
        }

        for (int i = 0; i < keys.Length; i++)
            PlanDomains(document.Providers[i], keys[i]);
        PlannedRemoval removal = ReplacesAll ? PlanRemoval(heads, directories) : PlanRemoval();
        if (_faults.Count == 0)
            await new SiblingPlanner(_reader, _directories, _providers, _domains).PlanAsync(cancellation);
        return Plan(removal);
    }

    private ImportPlan Refused(ProviderHead owner)
    {
        _faults.Add(_parts.OwnerFault is { } fault
            ? DomainDocument.WithSpoiltProvider(owner.KnownAs, fault)
            : DomainDocument.WithoutProvider(owner.KnownAs));
        return Plan(PlannedRemoval.None);
    }

    private ImportPlan Plan(PlannedRemoval removal) => new()
    {
        Faults = [.. _faults],
        Result = new Imported(_providerTally.Changes, _domainTally.Changes),
        Providers = _providers,
        Directories = _directories,
        Domains = _domains,
        LastNumber = _lastNumber,
        ReplacesAll = ReplacesAll,
        Removal = removal,
    };

    private void PlanDirectories(IReadOnlyCollection<StoredDirectory> stored)
    {
        Dictionary<int, StoredDirectory> known = stored.ToDictionary(directory => directory.Server.Id);
        foreach (StoredDirectory directory in stored.Where(_ => !ReplacesAll))
            _directories.Add(directory.Server.Id, new PlannedDirectory(directory, directory.Server));
        foreach (ImportedDirectory imported in document.Directories)
        {
            StoredDirectory? before = known.GetValueOrDefault(imported.Server.Id);
            DirectoryServer? next = imported.Over(before?.Server);
            if (next is null)
                _faults.Add(imported.PasswordFault);
            _directories[imported.Server.Id] = new PlannedDirectory(before, next ?? imported.Server);
        }
    }

    private async Task<Dictionary<DomainPattern, StoredDomain>> ReadDomainsAsync(CancellationToken cancellation)
    {
        if (change is not null)
            return change.Stored is { } stored ? new() { [stored.Name] = stored } : [];
        IEnumerable<StoredDomain> domains = ReplacesAll
            ? await _reader.AllDomainsAsync(cancellation)
            : await _reader.DomainsAsync(
                [.. document.Providers.SelectMany(provider => provider.Domains).Select(domain => domain.Name)], cancellation);
        return domains.ToDictionary(domain => domain.Name);
    }

    // The document's own; and those that its domains belong to beside them, and that an import before left unfinished, unless they go.
    private async Task<Dictionary<string, StoredProvider>> ReadProvidersAsync(
        IReadOnlyList<ProviderHead> heads, ProviderHead?[] known, CancellationToken cancellation)
    {
        HashSet<string> owners = [.. _stored.Values.Select(domain => domain.Provider)];
        IEnumerable<ProviderHead> wanted = known.OfType<ProviderHead>();
        if (!ReplacesAll)
            wanted = wanted.Concat(heads.Where(head => head.IsPending || owners.Contains(head.Key) || (change is not null && head.Lists(change.Name))));
        return await _parts.ProvidersAsync(wanted, cancellation);
    }

    private string[] PlanProviders(long lastProvider, ProviderHead?[] known, Dictionary<string, StoredProvider> stored)
    {
        string[] keys = new string[known.Length];
        for (int i = 0; i < keys.Length; i++)
        {
            StoredProvider? before = known[i] is { } head ? stored.GetValueOrDefault(head.Key) : null;
            PlannedProvider planned = PlanProvider(document.Providers[i], before, before?.Number ?? ++lastProvider);
            keys[i] = planned.Key;
            _providers.Add(planned.Key, planned);
        }

        return keys;
    }

    private PlannedProvider PlanProvider(ImportedProvider imported, StoredProvider? stored, long number)
    {
        Provider next = stored is null ? imported.Provider : imported.Over(stored.Answer.Provider);
        StoredAnswer answer = new(
            next,
            imported.OwnServersOf(next) ?? stored?.Answer.Servers ?? ImportedServers.None);
        byte[] written = AnswerWriter.Write(answer);
        if (PackedDocument.IsTooLarge(written))
            _faults.Add(PackedDocument.TooLarge(imported.Pointer));
        if (stored is null)
        {
            _providerTally.Added(imported.Provider.Name);
            return new PlannedProvider(null, new StoredProvider(number, answer) { Identifier = imported.Id }, isChanged: true);
        }

        bool isChanged = !written.AsSpan().SequenceEqual(AnswerWriter.Write(stored.Answer));
        string? identifier = ReplacesAll ? imported.Id : imported.Id ?? stored.Identifier;
        bool isIdentified = identifier != stored.Identifier;
        _providerTally.Known(imported.Provider.Name, isChanged || isIdentified);
        return new PlannedProvider(stored, stored with { Answer = answer, Identifier = identifier }, isChanged) { IsTouched = isIdentified };
    }

    // A mail exchanger may be that of several providers, and within one document a host can move.
    private async Task ClaimHostsAsync(string[] keys, IReadOnlyList<ProviderHead> heads, CancellationToken cancellation)
    {
        Dictionary<long, ProviderHead> others = heads.ToDictionary(head => head.Number);
        List<(DomainName Host, string Pointer)> claims = [];
        for (int i = 0; i < keys.Length; i++)
        {
            PlannedProvider provider = _providers[keys[i]];
            if (!provider.IsHeld)
                continue;
            others.Remove(provider.Next.Number);
            claims.AddRange(provider.Next.Answer.Provider.Hosts.Distinct().Select(host => (host, document.Providers[i].Pointer)));
        }

        if (claims.Count == 0 || others.Count == 0)
            return;
        ILookup<string, long> holders = await _reader.HoldersAsync([.. claims.Select(claim => claim.Host)], cancellation);
        foreach ((DomainName host, string pointer) in claims)
        {
            foreach (long holder in holders[host.Value].Where(others.ContainsKey))
                _faults.Add(new DocumentFault($"{pointer}/hosts", $"names {host}, which stands for the provider '{others[holder].Name}'"));
        }
    }

    // What a broken-off import says of a provider's domains was its plan: what is there counts.
    private async Task MendAsync(CancellationToken cancellation)
    {
        foreach (PlannedProvider provider in _providers.Values.Where(provider => provider.IsPending))
        {
            await MendAsync(provider, [], cancellation);
        }
    }

    private async Task MendAsync(PlannedProvider provider, IReadOnlyCollection<DomainPattern> except, CancellationToken cancellation)
    {
        IReadOnlyCollection<StoredDomain>? domains = await _reader.DomainsOfAsync(provider.Key, except, cancellation);
        provider.Mend(domains?.OrderBy(domain => domain.Number).Select(domain => domain.Name));
    }

    // Of a provider with too many domains to be told, so few may be left that they are.
    private async Task LoseAsync(CancellationToken cancellation)
    {
        if (change is null)
            return;
        foreach (PlannedProvider provider in _providers.Values.Where(change.Leaves))
        {
            if (provider.Listed is null)
                await MendAsync(provider, [change.Name], cancellation);
            provider.Drop(change.Name);
            provider.IsTouched |= provider.Listed is not null;
        }
    }

    private void PlanDomains(ImportedProvider provider, string key)
    {
        foreach (ImportedDomain domain in provider.Domains)
        {
            if (domain.DirectoryId is { } id && !_directories.ContainsKey(id))
            {
                _faults.Add(_parts.DirectoryFaults.TryGetValue(id, out RowFault? fault)
                    ? DomainDocument.WithSpoiltDirectory(id, fault)
                    : new DocumentFault($"{domain.Pointer}/ldapserver_id", $"is {id}, and no LDAP server of the document or the store has that id"));
            }

            string servers = DigestOf(domain);
            if (_stored.TryGetValue(domain.Name, out StoredDomain? stored))
            {
                PlanStored(provider, key, domain, servers, stored);
                continue;
            }

            Plan(new PlannedDomain(domain.Name, ++_lastNumber, key, domain.DirectoryId, domain.Servers, servers, null));
            _domainTally.Added(domain.Name.Value);
        }
    }

    private void PlanStored(ImportedProvider provider, string key, ImportedDomain domain, string servers, StoredDomain stored)
    {
        // A domain without a provider is nobody's: the document mends it.
        StoredProvider? owner = ReplacesAll ? null : _providers.GetValueOrDefault(stored.Provider)?.Stored;
        string? name = owner?.Answer.Provider.Name;
        bool isTaken = owner is null || change is not null;
        if (!isTaken && stored.Provider != key && !ProviderMatching.IsNamesake(provider, name, owner!.Identifier))
        {
            _faults.Add(new DocumentFault(domain.Pointer, $"names {domain.Name}, which belongs to the provider '{name}'"));
            return;
        }

        int? directory = domain.KeepsDirectory ? stored.DirectoryId : domain.DirectoryId;
        if (directory is { } named && !_directories.ContainsKey(named))
            directory = null;
        PlannedDomain planned = new(
            domain.Name, stored.Number, isTaken ? key : stored.Provider, directory, domain.Servers, servers, stored)
        {
            IsMended = change?.IsMended ?? false,
        };
        Plan(planned);
        _domainTally.Known(domain.Name.Value, !planned.IsSame || (directory is { } id && _directories[id].IsChanged));
    }

    private void Plan(PlannedDomain domain)
    {
        _domains[domain.Name] = domain;
        if (domain.Stored?.Provider != domain.Provider)
            _providers[domain.Provider].Add(domain.Name);
    }

    private PlannedRemoval PlanRemoval()
    {
        if (change is not { Owner: null, Stored: { } stored })
            return PlannedRemoval.None;
        _domainTally.Removed(stored.Name.Value);
        return new PlannedRemoval([], [stored], []);
    }

    private PlannedRemoval PlanRemoval(IReadOnlyList<ProviderHead> heads, IReadOnlyCollection<StoredDirectory> directories)
    {
        ILookup<string, PlannedDomain> domains = _domains.Values.ToLookup(domain => domain.Provider);
        foreach (PlannedProvider provider in _providers.Values)
            provider.Tell(domains[provider.Key].OrderBy(domain => domain.Number).Select(domain => domain.Name));

        PlannedRemoval removal = new(
            [.. heads.Where(head => !_providers.ContainsKey(head.Key))],
            [.. _stored.Values.Where(domain => !_domains.ContainsKey(domain.Name))],
            [.. directories.Where(directory => !_directories.ContainsKey(directory.Server.Id))]);
        foreach (ProviderHead provider in removal.Providers)
            _providerTally.Removed(provider.Name ?? "");
        foreach (StoredDomain domain in removal.Domains)
            _domainTally.Removed(domain.Name.Value);
        return removal;
    }

    // Domains that share their servers share the object.
    private string DigestOf(ImportedDomain domain)
    {
        if (_digests.TryGetValue(domain.Servers, out string? digest))
            return digest;
        byte[] written = AnswerWriter.Write(domain.Servers);
        if (PackedDocument.IsTooLarge(written))
            _faults.Add(PackedDocument.TooLarge(domain.Pointer));
        digest = PackedDocument.DigestOf(written);
        _digests.Add(domain.Servers, digest);
        return digest;
    }
}
