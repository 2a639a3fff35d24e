using System.Collections.Concurrent;
using System.Data.Common;
using System.Numerics;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>The look-up of a configuration: one statement, so one round trip and one state of the database.</summary>
/// <remarks>
/// The statement finds the one owner of servers that counts, and gives a row of it and a row for each of its servers; where a
/// provider's domains are so few that they may be told, also rows for the servers of all others.
/// </remarks>
internal sealed class ConfigurationQuery(SqlDialect dialect)
{
    private const int ServerRow = 1;
    private const int DavServerRow = 2;
    private const int SiblingServerRow = 3;

    // Column ordinals: what kind of row, whose, then the columns of the kind, padded to the longest.
    private const int Kind = 0;
    private const int Owner = 1;
    private const int First = 2;
    private const int DirectoryId = First + 4;
    private const int DirectoryColumns = First + 5;
    private const int SiblingName = First + 9;

    private const string IsSibling = """
        o.provider_id = (SELECT provider_id FROM few) AND o.id <> (SELECT id FROM few) AND o.name NOT LIKE '*%'
            AND COALESCE(o.ldapserver_id, -1) = (SELECT COALESCE(ldapserver_id, -1) FROM few)
        """;

    // The text depends on the number of names alone, a power of two.
    private readonly ConcurrentDictionary<int, string> _domainSql = [];
    private readonly ConcurrentDictionary<int, string> _hostSql = [];

    /// <summary>Looks a domain up.</summary>
    public Task<DomainLookup> FindDomainAsync(
        SqlSession session, DomainName domain, DomainMatch widest, CancellationToken cancellation)
    {
        string[] names = Padded([.. DomainPattern.For(domain, widest).SelectMany(DomainSpelling.All)]);
        return FindAsync(session, _domainSql.GetOrAdd(names.Length, DomainSql), names, domain, cancellation);
    }

    /// <summary>Looks a provider up by the host that was asked.</summary>
    public Task<DomainLookup> FindHostAsync(SqlSession session, DomainName host, CancellationToken cancellation) =>
        FindAsync(session, _hostSql.GetOrAdd(1, _ => ProviderSql(1, StoredWords.Host)), [host.Value], host, cancellation);

    /// <summary>Looks a provider up by a mail exchanger.</summary>
    public Task<DomainLookup> FindMailExchangerAsync(SqlSession session, DomainName exchanger, CancellationToken cancellation)
    {
        string[] names = Padded([exchanger.Value, .. exchanger.Parents.Select(parent => parent.Value)]);
        string sql = _hostSql.GetOrAdd(-names.Length, _ => ProviderSql(names.Length, StoredWords.MailExchanger));
        return FindAsync(session, sql, names, exchanger, cancellation);
    }

    // Who asks chooses how many names there are, but not for how many texts the statements are made and kept prepared.
    private static string[] Padded(string[] names) =>
        [.. names, .. Enumerable.Repeat(names[^1], (int)BitOperations.RoundUpToPowerOf2((uint)names.Length) - names.Length)];

    private static async Task<DomainLookup> FindAsync(
        SqlSession session, string sql, string[] names, DomainName asked, CancellationToken cancellation)
    {
        await using DbDataReader row = await session.QueryAsync(sql, names, cancellation);
        if (!await row.ReadAsync(cancellation))
            return DomainNotFound.Instance;

        long id = row.Number(Owner);
        RowFault? fault = null;
        Provider? provider = null;
        DirectoryServer? directory = null;
        if (row.IsDBNull(First))
            fault = DomainRow.WithoutProvider(id);
        else
            provider = RowReader.ReadProvider(row, First, ref fault);
        if (!row.IsDBNull(DirectoryId))
            directory = ReadDirectory(row, id, ref fault);

        ServerRows servers = new();
        List<Sibling> siblings = [];
        while (fault is null && await row.ReadAsync(cancellation))
        {
            switch (row.GetInt32(Kind))
            {
                case ServerRow: servers.ReadMail(row, First, ref fault); break;
                case DavServerRow: servers.ReadDav(row, First, ref fault); break;
                case SiblingServerRow: SiblingOf(row, siblings, servers).ReadMail(row, First); break;
                default: SiblingOf(row, siblings, servers).ReadDav(row, First); break;
            }
        }

        return fault is not null
            ? new DomainSpoiled(fault)
            : new DomainFound(new DomainConfiguration(asked, provider!, servers.Mail, servers.Dav, directory)
            {
                Siblings = [.. siblings.Select(sibling => sibling.SameName).OfType<DomainName>()],
            });
    }

    private static Sibling SiblingOf(DbDataReader row, List<Sibling> siblings, ServerRows servers)
    {
        long id = row.Number(Owner);
        if (siblings.Find(known => known.Id == id) is { } sibling)
            return sibling;
        siblings.Add(new Sibling(id, row.GetValue(SiblingName) as string, servers));
        return siblings[^1];
    }

    private static DirectoryServer? ReadDirectory(DbDataReader row, long domainId, ref RowFault? fault)
    {
        if (!row.IsDBNull(DirectoryColumns))
            return RowReader.ReadDirectory(row, DirectoryColumns, ref fault);
        fault ??= DomainRow.WithoutDirectory(domainId);
        return null;
    }

    // Of two rows whose names differ in case the older one counts. A pattern's domains are not told.
    private string DomainSql(int names)
    {
        string folded = dialect.FoldedName("domain");
        return $"""
            WITH known AS (
                SELECT id, name, provider_id, ldapserver_id FROM domain
                WHERE {folded} IN ({Parameters(names)}) ORDER BY {NearestFirst(folded, names)}, id LIMIT 1),
            few AS (
                SELECT d.id, d.provider_id, d.ldapserver_id FROM known d
                WHERE d.name NOT LIKE '*%' AND (
                    SELECT c.id FROM domain c WHERE c.provider_id = d.provider_id LIMIT 1 OFFSET {DomainConfiguration.MostDomainsTold}) IS NULL)
            {Rows(LinkOwnerKind.Domain)}
            UNION ALL
            SELECT {SiblingServerRow}, o.id, {MailColumns}, {Texts("o", "name")}, {Nulls(6)}
            FROM domain o LEFT JOIN server_domain k ON k.domain_id = o.id LEFT JOIN server s ON s.id = k.server_id
            WHERE {IsSibling}
            UNION ALL
            SELECT {SiblingServerRow + 1}, o.id, {DavColumns}, {Nulls(2)}, {Texts("o", "name")}, {Nulls(6)}
            FROM domain o JOIN davserver_domain k ON k.domain_id = o.id JOIN davserver v ON v.id = k.davserver_id
            WHERE {IsSibling}
            ORDER BY 1, 2, 3
            """;
    }

    // NULLIF is a NULL of the number's type.
    private string ProviderSql(int names, string kind) => $"""
        WITH known AS (
            SELECT p.id, p.name, p.id AS provider_id, NULLIF(p.id, p.id) AS ldapserver_id
            FROM automua_host h JOIN provider p ON p.id = h.provider_id
            WHERE h.kind = '{kind}' AND h.name IN ({Parameters(names)}) ORDER BY {NearestFirst("h.name", names)}, p.id LIMIT 1)
        {Rows(LinkOwnerKind.Provider)}
        ORDER BY 1, 2, 3
        """;

    private string Rows(LinkOwnerKind kind)
    {
        string owner = LinkTable<MailServer>.OwnerColumn(kind);
        return $"""
            SELECT 0 AS kind, d.id AS owner_id, p.id, {Texts("p", "name", "short_name", "automua_details")}, {Texts("d", "ldapserver_id")},
                {Texts("l", "id", "name", "port", "use_ssl", "search_base", "search_filter", "attr_uid", "attr_cn")},
                {Texts("l", "bind_user", "bind_password", "automua_allow_plain")}
            FROM known d LEFT JOIN provider p ON p.id = d.provider_id LEFT JOIN ldapserver l ON l.id = d.ldapserver_id
            UNION ALL
            SELECT {ServerRow}, k.{owner}, {MailColumns}, {Nulls(7)}
            FROM {LinkTables.Mail.Links(kind)} k JOIN server s ON s.id = k.{LinkTables.Mail.IdColumn}
            WHERE k.{owner} = (SELECT id FROM known)
            UNION ALL
            SELECT {DavServerRow}, k.{owner}, {DavColumns}, {Nulls(9)}
            FROM {LinkTables.Dav.Links(kind)} k JOIN davserver v ON v.id = k.{LinkTables.Dav.IdColumn}
            WHERE k.{owner} = (SELECT id FROM known)
            """;
    }

    private string MailColumns => ServerColumns("s", LinkTables.Mail);

    private string DavColumns => ServerColumns("v", LinkTables.Dav);

    // The number is one in every kind of row; the others share their places with columns of other types.
    private string ServerColumns<T>(string alias, LinkTable<T> table)
        where T : class =>
        $"{alias}.{table.Columns[0]}, {Texts(alias, table.Columns[1..])}";

    private string Texts(string alias, params string[] columns) =>
        string.Join(", ", columns.Select(column => dialect.AsText($"{alias}.{column}")));

    private static string Nulls(int count) => string.Join(", ", Enumerable.Repeat("NULL", count));

    private static string Parameters(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"@p{i}"));

    private static string NearestFirst(string column, int count) =>
        count == 1
            ? "1"
            : $"CASE {string.Join(" ", Enumerable.Range(0, count).Select(i => $"WHEN {column} = @p{i} THEN {i}"))} ELSE {count} END";
}
