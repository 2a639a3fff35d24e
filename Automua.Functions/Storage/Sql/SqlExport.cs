using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// Reads everything from a relational database, within a transaction that sees one state of it: some providers at a time, with
/// all that is theirs.
/// </summary>
internal sealed class SqlExport(SqlSession session)
{
    private const int ProvidersAtOnce = 200;
    private const int DomainsAtOnce = 20_000;

    // By the names of domains that are spelled otherwise: the row of each that look-ups find.
    private readonly Dictionary<string, (int Spelling, long Id)> _found = [];
    private SortedDictionary<long, StoredServer<DirectoryServer>> _directories = [];

    /// <summary>Reads.</summary>
    public async IAsyncEnumerable<ExportedItem> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        _directories = await DirectoryRows.ReadAsync(session, cancellation);
        foreach (StoredServer<DirectoryServer> row in _directories.Values)
            yield return row.Server is { } server ? new ExportedDirectory(server) : new ExportGap(row.Fault!, 0);
        await FindSpellingsAsync(cancellation);
        await foreach (ExportGap gap in OrphansAsync(cancellation))
            yield return gap;
        foreach ((ProviderRow Provider, string? Id)[] chunk in await ChunksAsync(cancellation))
        {
            string ids = string.Join(", ", chunk.Select(item => item.Provider.Id.ToString(CultureInfo.InvariantCulture)));
            ExportedServers servers = await ExportedServers.LoadAsync(session, ids, cancellation);
            ILookup<long, DomainRow> domains = await DomainsAsync(ids, cancellation);
            foreach ((ProviderRow provider, string? id) in chunk)
            {
                foreach (ExportedItem item in ItemsOf(provider, id, [.. domains[provider.Id]], servers))
                    yield return item;
            }
        }
    }

    // All in order, so many at a time that memory holds their domains.
    private async Task<IEnumerable<(ProviderRow Provider, string? Id)[]>> ChunksAsync(CancellationToken cancellation)
    {
        Dictionary<long, long> domains = [];
        await using (DbCommand command = session.Command(
            "SELECT p.id, COUNT(*) FROM provider p JOIN domain d ON d.provider_id = p.id GROUP BY p.id"))
        await using (DbDataReader row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
                domains.Add(row.Number(0), row.Number(1));
        }

        List<List<(ProviderRow Provider, string? Id)>> chunks = [];
        long size = 0;
        foreach ((ProviderRow Provider, string? Id) provider in await ProvidersAsync(cancellation))
        {
            size += domains.GetValueOrDefault(provider.Provider.Id);
            if (chunks.Count == 0 || chunks[^1].Count == ProvidersAtOnce || size > DomainsAtOnce)
            {
                chunks.Add([]);
                size = domains.GetValueOrDefault(provider.Provider.Id);
            }

            chunks[^1].Add(provider);
        }

        return chunks.Select(chunk => chunk.ToArray());
    }

    private async Task<IReadOnlyList<(ProviderRow Provider, string? Id)>> ProvidersAsync(CancellationToken cancellation)
    {
        List<ProviderRow> providers = await ProviderRows.AllAsync(session, cancellation).ToListAsync(cancellation);
        return ExportOrder.Arrange(providers, provider => provider.Identifier, provider => provider.Provider?.Name ?? "");
    }

    // Names are unique as they are written, but a row written by hand may spell one differently.
    private async Task FindSpellingsAsync(CancellationToken cancellation)
    {
        HashSet<string> spelled = [];
        await foreach ((_, string? name) in NamesAsync(cancellation))
        {
            if (DomainPattern.TryParse(name, out DomainPattern? pattern, out _) && pattern.Value != name)
                spelled.Add(pattern.Value);
        }

        if (spelled.Count == 0)
            return;
        await foreach ((long id, string? name) in NamesAsync(cancellation))
        {
            if (!DomainPattern.TryParse(name, out DomainPattern? pattern, out _) || !spelled.Contains(pattern.Value))
                continue;
            int spelling = DomainSpelling.PlaceOf(name!, pattern);
            if (spelling >= 0 && (!_found.TryGetValue(pattern.Value, out (int Spelling, long Id) first) || spelling < first.Spelling))
                _found[pattern.Value] = (spelling, id);
        }
    }

    private async IAsyncEnumerable<(long Id, string? Name)> NamesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using DbCommand command = session.Command("SELECT id, name FROM domain ORDER BY id");
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            yield return (row.Number(0), row.GetValue(1) as string);
    }

    private async IAsyncEnumerable<ExportGap> OrphansAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using DbCommand command = session.Command(
            "SELECT d.id FROM domain d WHERE NOT EXISTS (SELECT 1 FROM provider p WHERE p.id = d.provider_id) ORDER BY d.id");
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            yield return new ExportGap(DomainRow.WithoutProvider(row.Number(0)), 1);
    }

    private async Task<ILookup<long, DomainRow>> DomainsAsync(string providers, CancellationToken cancellation)
    {
        List<DomainRow> domains = [];
        await using DbCommand command = session.Command(
            $"SELECT id, name, provider_id, ldapserver_id FROM domain WHERE provider_id IN ({providers})");
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            domains.Add(new DomainRow(
                row.Number(0), row.GetValue(1) as string, row.Number(2), row.Reference(3)));
        }

        return domains.ToLookup(domain => domain.ProviderId);
    }

    private IEnumerable<ExportedItem> ItemsOf(ProviderRow stored, string? id, DomainRow[] rows, ExportedServers servers)
    {
        (ImportedServers? own, RowFault? ownFault) = servers.Of(LinkOwner.Provider(stored.Id));
        if (stored.Provider is not { } provider || own is null)
            return [new ExportGap(stored.Fault ?? ownFault!, rows.Length)];

        List<ExportedDomain> domains = new(rows.Length);
        Dictionary<RowFault, int> gaps = [];
        foreach (DomainRow row in rows)
        {
            if (Read(row, servers, out RowFault? fault) is { } domain)
                domains.Add(domain);
            else
                gaps[fault!] = gaps.GetValueOrDefault(fault!) + 1;
        }

        domains.Sort((one, other) => string.CompareOrdinal(one.Name.Value, other.Name.Value));
        return
        [
            new ExportedProvider(id, provider, own, [.. domains]),
            .. gaps.Select(gap => new ExportGap(gap.Key, gap.Value)),
        ];
    }

    private ExportedDomain? Read(DomainRow row, ExportedServers servers, out RowFault? fault)
    {
        (ImportedServers? known, fault) = servers.Of(LinkOwner.Domain(row.Id));
        if (!DomainPattern.TryParse(row.Name, out DomainPattern? name, out string? problem))
            fault ??= new RowFault("domain", row.Id, "name", problem);
        else if (DomainSpelling.PlaceOf(row.Name!, name) < 0)
            fault ??= new RowFault("domain", row.Id, "name", $"is found by nobody: {name.Value} is written otherwise");
        else if (_found.TryGetValue(name.Value, out (int Spelling, long Id) found) && found.Id != row.Id)
            fault ??= new RowFault("domain", row.Id, "name", $"is that of row {found.Id}, spelled differently");
        else
            fault ??= row.DirectoryFault(_directories);
        return fault is null ? new ExportedDomain(name!, known!, (int?)row.DirectoryId) : null;
    }
}
