using System.Collections.Immutable;
using System.Data.Common;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>The look-up of one domain: one statement, so one round trip and one state of the database.</summary>
internal sealed class DomainQuery
{
    private const int DomainRow = 0;
    private const int ServerRow = 1;

    // Column ordinals: what kind of row, the domain's id, then the columns of the kind, padded to the longest.
    private const int Kind = 0;
    private const int DomainId = 1;
    private const int First = 2;
    private const int DirectoryId = First + 4;
    private const int DirectoryColumns = First + 5;

    private readonly string _sql;

    public DomainQuery(SqlDialect dialect)
    {
        string known = $"{dialect.FoldedName("d.name")} IN (@p0, @p1)";
        _sql = $"""
            SELECT 0 AS kind, d.id AS domain_id,
                p.id, p.name, p.short_name, p.automua_details, d.ldapserver_id,
                l.id, l.name, l.port, l.use_ssl, l.search_base, l.search_filter, l.attr_uid, l.attr_cn, l.bind_user, l.bind_password
            FROM domain d LEFT JOIN provider p ON p.id = d.provider_id LEFT JOIN ldapserver l ON l.id = d.ldapserver_id
            WHERE {known}
            UNION ALL
            SELECT 1, d.id,
                s.id, s.prio, s.name, s.port, s.type, s.socket_type, s.user_name, s.authentication, s.automua_authentication,
                NULL, NULL, NULL, NULL, NULL, NULL
            FROM domain d JOIN server_domain sd ON sd.domain_id = d.id JOIN server s ON s.id = sd.server_id
            WHERE {known}
            UNION ALL
            SELECT 2, d.id,
                v.id, v.url, v.port, v.type, v.use_ssl, v.domain_required, v.user_name,
                NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
            FROM domain d JOIN davserver_domain vd ON vd.domain_id = d.id JOIN davserver v ON v.id = vd.davserver_id
            WHERE {known}
            ORDER BY 2, 1, 3
            """;
    }

    /// <summary>Looks a domain up.</summary>
    public async Task<DomainLookup> FindAsync(SqlSession session, DomainName domain, CancellationToken cancellation)
    {
        // Rows written by hand may hold the Unicode form of a name.
        await using DbCommand command = session.Command(_sql, domain.Value, domain.UnicodeValue);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation))
            return DomainNotFound.Instance;

        long id = row.GetInt64(DomainId);
        RowFault? fault = null;
        Provider? provider = null;
        DirectoryServer? directory = null;
        if (row.IsDBNull(First))
            fault = new RowFault("domain", id, "provider_id", "names a provider that does not exist");
        else
            provider = RowReader.ReadProvider(row, First, ref fault);
        if (!row.IsDBNull(DirectoryId))
            directory = ReadDirectory(row, id, ref fault);

        ImmutableArray<MailServer>.Builder mail = ImmutableArray.CreateBuilder<MailServer>();
        ImmutableArray<DavServer>.Builder dav = ImmutableArray.CreateBuilder<DavServer>();
        // Two rows whose names differ in case are two domains; the older one counts.
        while (fault is null && await row.ReadAsync(cancellation) && row.GetInt64(DomainId) == id && row.GetInt32(Kind) != DomainRow)
        {
            if (row.GetInt32(Kind) == ServerRow)
                mail.AddIfRead(RowReader.ReadMailServer(row, First, ref fault));
            else
                dav.AddIfRead(RowReader.ReadDavServer(row, First, ref fault));
        }

        return fault is not null
            ? new DomainSpoiled(fault)
            : new DomainFound(new DomainConfiguration(domain, provider!, mail.ToImmutable(), dav.ToImmutable(), directory));
    }

    private static DirectoryServer? ReadDirectory(DbDataReader row, long domainId, ref RowFault? fault)
    {
        if (!row.IsDBNull(DirectoryColumns))
            return RowReader.ReadDirectory(row, DirectoryColumns, ref fault);
        fault ??= new RowFault("domain", domainId, "ldapserver_id", "names an LDAP server that does not exist");
        return null;
    }
}
