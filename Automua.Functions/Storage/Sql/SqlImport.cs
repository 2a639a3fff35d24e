using System.Data.Common;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// One import into a relational database, within a transaction that no other writer can enter: what is there is read, what
/// must change is worked out, and that is written in bulk.
/// </summary>
internal sealed class SqlImport(SqlDialect dialect, SqlSession session, ImportDocument document)
{
    private const string Staged = "import_domain";
    private const string Changed = "import_changed";
    private const string ChangedProviders = "import_renewed";
    private const string Relinked = "import_relinked";
    private const string Newest = "import_newest";

    // With fewer, preparing the tables takes longer than it spares.
    private const int ManyDomains = 1_000;

    // Each of the document's providers with the newest of its domains, of which an index says where it is.
    private const string NewestDomains =
        $"SELECT i.id, (SELECT d.id FROM domain d WHERE d.provider_id = i.id ORDER BY d.id DESC LIMIT 1) FROM {KnownProviders.Table} i";

    // Links may be left of domains that were deleted by hand.
    private static readonly string NoDomains =
        $"""
        SELECT CASE WHEN EXISTS (SELECT 1 FROM domain) OR EXISTS (SELECT 1 FROM {LinkTables.Mail.Links(LinkOwnerKind.Domain)})
            OR EXISTS (SELECT 1 FROM {LinkTables.Dav.Links(LinkOwnerKind.Domain)}) THEN 0 ELSE 1 END
        """;

    private readonly ServerLinks<MailServer> _mail = new(LinkTables.Mail);
    private readonly ServerLinks<DavServer> _dav = new(LinkTables.Dav);
    private readonly HostLinks _hosts = new();
    private readonly List<object?[]> _newProviders = [];
    private readonly List<object?[]> _changedProviders = [];
    private readonly List<object?[]> _relinkedProviders = [];
    private readonly List<object?[]> _newDomains = [];
    private readonly List<object?[]> _changedDomains = [];
    private readonly HashSet<long> _directories = [];
    private readonly Dictionary<long, DirectoryServer> _changedDirectories = [];
    private readonly List<DocumentFault> _faults = [];
    private readonly ImportTally _providers = new();
    private readonly ImportTally _domains = new();
    private readonly SqlRemoval _removal = new(session);

    /// <summary>Whether what the document does not name is removed.</summary>
    public bool ReplacesAll { get; init; }

    /// <summary>
    /// The stored provider that the document's only one is, whose domains become its own, whoever had them; null when the document
    /// says which providers it means, and domains of others are refused.
    /// </summary>
    public StoredProvider? Owner { get; init; }

    /// <summary>Imports; the caller commits when the result is <see cref="Imported"/>.</summary>
    public async Task<ImportResult> RunAsync(CancellationToken cancellation)
    {
        await PlanDirectoriesAsync(cancellation);
        KnownProviders known = new(dialect, session);
        IReadOnlyList<StoredProvider?> stored = Owner is null ? await known.FindAsync(document.Providers, cancellation) : [Owner];
        await known.KeepAsync(stored, cancellation);
        long[] providers = await NumberProvidersAsync(stored, cancellation);
        bool isFirst = await session.NumberAsync(NoDomains, cancellation) == 1;
        List<WantedDomain> wanted = await LoadServersAsync(providers, isFirst, cancellation);
        PlanProviders(stored, providers);
        if (!ReplacesAll)
            _faults.AddRange(await _hosts.FaultsAsync(dialect, session, cancellation));
        HashSet<long> domains = await PlanDomainsAsync(wanted, cancellation);
        if (ReplacesAll)
            await PlanRemovalAsync([.. providers], domains, cancellation);
        if (_faults.Count > 0)
            return new ImportRefused([.. _faults]);
        await SaveAsync(isFirst, cancellation);
        return new Imported(_providers.Changes, _domains.Changes);
    }

    private async Task PlanDirectoriesAsync(CancellationToken cancellation)
    {
        SortedDictionary<long, StoredServer<DirectoryServer>> stored = await DirectoryRows.ReadAsync(session, cancellation);
        foreach (ImportedDirectory imported in document.Directories)
        {
            DirectoryServer? known = stored.GetValueOrDefault(imported.Server.Id).Server;
            if (imported.Over(known) is not { } directory)
                _faults.Add(imported.PasswordFault);
            else if (!directory.Equals(known))
                _changedDirectories.Add(directory.Id, directory);
            _directories.Add(imported.Server.Id);
        }

        if (!ReplacesAll)
            _directories.UnionWith(stored.Keys);

        foreach (ImportedDomain domain in document.Providers.SelectMany(provider => provider.Domains))
        {
            if (domain.DirectoryId is { } id && !_directories.Contains(id))
            {
                _faults.Add(new DocumentFault(
                    $"{domain.Pointer}/ldapserver_id", $"is {id}, and no LDAP server of the document or the store has that id"));
            }
        }
    }

    private async Task<long[]> NumberProvidersAsync(IReadOnlyList<StoredProvider?> stored, CancellationToken cancellation)
    {
        long last = await session.NumberAsync(RowNumbers.LastProvider, cancellation);
        return [.. stored.Select(known => known?.Id ?? ++last)];
    }

    private void PlanProviders(IReadOnlyList<StoredProvider?> stored, long[] ids)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            ImportedProvider imported = document.Providers[i];
            LinkOwner owner = LinkOwner.Provider(ids[i]);
            Provider next = stored[i] is { } before ? imported.Over(DetailsOf(before)) : imported.Provider;
            ImportedServers? servers = imported.OwnServersOf(next);
            bool isRelinked = servers is not null && !Has(owner, servers);
            if (isRelinked)
                Link(ids[i], owner, servers!);
            if (stored[i] is not { } known)
            {
                _newProviders.Add([ids[i], imported.Id, next.Name, next.ShortName, ProviderDetails.Write(next)]);
                _hosts.Link(ids[i], next, imported.Pointer);
                _providers.Added(next.Name);
                continue;
            }

            if (isRelinked)
                _relinkedProviders.Add([known.Id]);
            bool isChanged = imported.Details != ImportedDetails.None && Change(known, imported, next);
            _providers.Known(imported.Provider.Name, isChanged || isRelinked);
        }
    }

    // What was spoilt by hand says nothing, and is mended.
    private static Provider DetailsOf(StoredProvider known)
    {
        Provider named = new(known.Name ?? "", known.ShortName ?? "");
        return known.Details is not null && ProviderDetails.TryRead(named, known.Details, out Provider? stored, out _) ? stored : named;
    }

    private bool Change(StoredProvider known, ImportedProvider imported, Provider next)
    {
        string? details = ProviderDetails.Write(next);
        string? identifier = ReplacesAll ? imported.Id : imported.Id ?? known.Identifier;
        if ((known.Identifier, known.Name, known.ShortName, known.Details) == (identifier, next.Name, next.ShortName, details))
            return false;
        _changedProviders.Add([known.Id, next.Name, next.ShortName, details, identifier]);
        _hosts.Relink(known.Id, next, imported.Pointer);
        return true;
    }

    private async Task<List<WantedDomain>> LoadServersAsync(long[] providers, bool isFirst, CancellationToken cancellation)
    {
        List<WantedDomain> wanted =
        [
            .. document.Providers.SelectMany((provider, i) =>
                provider.Domains.Select(domain => new WantedDomain(
                    domain, provider, providers[i]))),
        ];
        await StageAsync(
            Staged,
            "ordinal INTEGER, spelling INTEGER, name VARCHAR(255)",
            ["ordinal", "spelling", "name"],
            // Where there is no domain, there is none to look for.
            isFirst ? [] : Spellings(wanted),
            cancellation);

        // The newest domain of a provider shows the servers that further domains may share, as do the provider's own.
        Dictionary<long, long> newest = await ReadNewestAsync(cancellation);
        await StageAsync(Newest, "id INTEGER NOT NULL", ["id"], newest.Values.Select(id => (object?[])[id]), cancellation);
        string domains = $"""
            SELECT d.id FROM {Staged} i JOIN domain d ON {dialect.FoldedName("d")} = i.name
            UNION SELECT n.id FROM {Newest} n
            """;
        await LoadAsync(LinkOwnerKind.Domain, domains, cancellation);
        await LoadAsync(
            LinkOwnerKind.Provider, $"SELECT id FROM {KnownProviders.Table}", cancellation);
        ShareStored(wanted, newest);
        return wanted;
    }

    private static IEnumerable<object?[]> Spellings(List<WantedDomain> wanted) => wanted.SelectMany((item, ordinal) =>
        DomainSpelling.All(item.Domain.Name).Select((name, spelling) => (object?[])[ordinal, spelling, name]));

    private async Task LoadAsync(LinkOwnerKind kind, string owners, CancellationToken cancellation)
    {
        await _mail.LoadAsync(session, kind, owners, cancellation);
        await _dav.LoadAsync(session, kind, owners, cancellation);
    }

    /// <summary>Works out what becomes of the domains, and says which rows there will be.</summary>
    private async Task<HashSet<long>> PlanDomainsAsync(List<WantedDomain> wanted, CancellationToken cancellation)
    {
        HashSet<long> rows = [];
        Dictionary<int, StoredDomain> stored = await ReadStoredDomainsAsync(cancellation);
        long last = await session.NumberAsync(RowNumbers.LastDomain, cancellation);
        for (int i = 0; i < wanted.Count; i++)
        {
            if (stored.TryGetValue(i, out StoredDomain known))
            {
                rows.Add(known.Id);
                PlanStored(wanted[i], known);
                continue;
            }

            (ImportedDomain domain, _, long provider) = wanted[i];
            _newDomains.Add([++last, domain.Name.Value, provider, domain.DirectoryId]);
            rows.Add(last);
            Link(provider, LinkOwner.Domain(last), domain.Servers);
            _domains.Added(domain.Name.Value);
        }

        return rows;
    }

    private async Task<Dictionary<int, StoredDomain>> ReadStoredDomainsAsync(CancellationToken cancellation)
    {
        Dictionary<int, StoredDomain> stored = [];
        await using DbCommand command = session.Command(
            $"""
            SELECT i.ordinal, d.id, d.provider_id, d.ldapserver_id, p.name, p.automua_id
            FROM {Staged} i JOIN domain d ON {dialect.FoldedName("d")} = i.name LEFT JOIN provider p ON p.id = d.provider_id
            ORDER BY i.spelling, d.id
            """);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            stored.TryAdd(row.GetInt32(0), new StoredDomain(
                row.Number(1),
                row.Reference(2),
                row.Reference(3),
                row.TextAt(4),
                row.TextAt(5)));
        }

        return stored;
    }

    private async Task<Dictionary<long, long>> ReadNewestAsync(CancellationToken cancellation)
    {
        Dictionary<long, long> newest = [];
        await using DbCommand command = session.Command(NewestDomains);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (!row.IsDBNull(1))
                newest.Add(row.Number(0), row.Number(1));
        }

        return newest;
    }

    private void ShareStored(List<WantedDomain> wanted, Dictionary<long, long> newest)
    {
        foreach ((ImportedServers servers, long provider) in wanted.Select(item => (item.Domain.Servers, item.Provider)).Distinct())
        {
            if (newest.TryGetValue(provider, out long domain))
                Share(provider, LinkOwner.Domain(domain), servers);
            Share(provider, LinkOwner.Provider(provider), servers);
        }
    }

    private void PlanStored(WantedDomain wanted, StoredDomain stored)
    {
        (ImportedDomain domain, ImportedProvider imported, long provider) = wanted;
        // A domain without a provider is nobody's: the document mends it.
        bool isOurs = stored.ProviderId == provider
            || ProviderMatching.IsNamesake(imported, stored.ProviderName, stored.ProviderIdentifier);
        bool isTaken = ReplacesAll || Owner is not null;
        if (!isTaken && stored.ProviderName is { } owner && !isOurs)
        {
            _faults.Add(new DocumentFault(domain.Pointer, $"names {domain.Name}, which belongs to the provider '{owner}'"));
            return;
        }

        long kept = isTaken || stored.ProviderName is null ? provider : stored.ProviderId!.Value;
        long? directory = domain.KeepsDirectory ? stored.DirectoryId : domain.DirectoryId;
        if (directory is { } named && !_directories.Contains(named))
            directory = null;
        bool isSame = stored.ProviderId == kept && stored.DirectoryId == directory
            && Has(LinkOwner.Domain(stored.Id), domain.Servers);
        if (!isSame)
        {
            _changedDomains.Add([stored.Id, kept, directory]);
            Link(kept, LinkOwner.Domain(stored.Id), domain.Servers);
        }

        _domains.Known(domain.Name.Value, !isSame || (directory is { } id && _changedDirectories.ContainsKey(id)));
    }

    private async Task PlanRemovalAsync(HashSet<long> providers, HashSet<long> domains, CancellationToken cancellation)
    {
        await _removal.PlanAsync(providers, domains, _directories, cancellation);
        foreach (string provider in _removal.Providers)
            _providers.Removed(provider);
        foreach (string domain in _removal.Domains)
            _domains.Removed(domain);
    }

    private bool Has(LinkOwner owner, ImportedServers servers) =>
        _mail.Has(owner, servers.Mail) && _dav.Has(owner, servers.Dav);

    private void Share(long provider, LinkOwner owner, ImportedServers servers)
    {
        _mail.Share(provider, owner, servers.Mail);
        _dav.Share(provider, owner, servers.Dav);
    }

    private void Link(long provider, LinkOwner owner, ImportedServers servers)
    {
        _mail.Link(provider, owner, servers.Mail);
        _dav.Link(provider, owner, servers.Dav);
    }

    private async Task SaveAsync(bool isFirst, CancellationToken cancellation)
    {
        foreach (DirectoryServer directory in _changedDirectories.Values)
            await SaveDirectoryAsync(directory, cancellation);
        await dialect.InsertAsync(session, "provider", ["id", "automua_id", "name", "short_name", "automua_details"], _newProviders, cancellation);
        await StageAsync(
            ChangedProviders,
            "provider_id INTEGER NOT NULL PRIMARY KEY, name VARCHAR(128), short_name VARCHAR(32), automua_details TEXT, automua_id VARCHAR(253)",
            ["provider_id", "name", "short_name", "automua_details", "automua_id"],
            _changedProviders,
            cancellation);
        await session.RunAsync(
            dialect.UpdateListed("provider", ChangedProviders, "provider_id", "name", "short_name", "automua_details", "automua_id"), cancellation);

        IReadOnlyList<string> afterwards =
            isFirst && _newDomains.Count >= ManyDomains ? await dialect.BeginFillingAsync(session, cancellation) : [];
        await dialect.InsertAsync(
            session, "domain", ["id", "name", "provider_id", "ldapserver_id"], _newDomains, cancellation);

        // The key is what finds a row's values below; without it, time grows with the square of the changed domains.
        await StageAsync(
            Changed,
            "domain_id INTEGER NOT NULL PRIMARY KEY, provider_id INTEGER, ldapserver_id INTEGER",
            ["domain_id", "provider_id", "ldapserver_id"],
            _changedDomains,
            cancellation);
        await session.RunAsync(dialect.UpdateListed("domain", Changed, "domain_id", "provider_id", "ldapserver_id"), cancellation);
        await StageAsync(Relinked, "provider_id INTEGER NOT NULL PRIMARY KEY", ["provider_id"], _relinkedProviders, cancellation);
        await _mail.SaveAsync(session, dialect, RelinkedOwners, cancellation);
        await _dav.SaveAsync(session, dialect, RelinkedOwners, cancellation);
        foreach (string statement in afterwards)
            await session.RunAsync(statement, cancellation);
        await _hosts.SaveAsync(dialect, session, cancellation);
        if (ReplacesAll)
            await _removal.RunAsync(dialect, cancellation);
        foreach (string table in (string[])[Staged, Newest, KnownProviders.Table, ChangedProviders, Changed, Relinked])
            await session.RunAsync(dialect.DropTemporaryTable(table), cancellation);
    }

    private static (string List, string Key) RelinkedOwners(LinkOwnerKind kind) =>
        kind == LinkOwnerKind.Domain ? (Changed, "domain_id") : (Relinked, "provider_id");

    private async Task SaveDirectoryAsync(DirectoryServer server, CancellationToken cancellation)
    {
        object?[] values =
        [
            server.Id, server.Host, server.Port, server.UseTls, server.SearchBase, server.SearchFilter, server.UidAttribute,
            server.CnAttribute, server.BindUser, server.BindPassword, server.AllowPlain,
        ];
        int updated = await session.RunAsync(
            """
            UPDATE ldapserver SET name = @p1, port = @p2, use_ssl = @p3, search_base = @p4, search_filter = @p5,
                attr_uid = @p6, attr_cn = @p7, bind_user = @p8, bind_password = @p9, automua_allow_plain = @p10
            WHERE id = @p0
            """,
            values,
            cancellation);
        if (updated > 0)
            return;
        await session.RunAsync(
            """
            INSERT INTO ldapserver (
                id, name, port, use_ssl, search_base, search_filter, attr_uid, attr_cn, bind_user, bind_password, automua_allow_plain)
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10)
            """,
            values,
            cancellation);
    }

    private async Task StageAsync(
        string table, string definition, string[] columns, IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        await session.RunAsync(dialect.CreateTemporaryTable(table, definition), cancellation);
        await dialect.InsertAsync(session, table, columns, rows, cancellation);
    }

    private readonly record struct WantedDomain(ImportedDomain Domain, ImportedProvider Imported, long Provider);

    private readonly record struct StoredDomain(
        long Id, long? ProviderId, long? DirectoryId, string? ProviderName, string? ProviderIdentifier);
}
