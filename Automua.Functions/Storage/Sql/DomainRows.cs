using System.Data.Common;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>The rows that mean one domain: one, unless hands spelled it differently.</summary>
internal sealed class DomainRows(SqlDialect dialect, SqlSession session)
{
    /// <summary>Reads what is stored under a name.</summary>
    public async Task<DomainFinding> ReadAsync(DomainPattern name, CancellationToken cancellation)
    {
        IReadOnlyList<DomainRow> rows = await FindAsync(name, cancellation);
        if (rows is not [var row, ..])
            return new DomainFinding(DomainReading.Absent, [], null);
        ProviderRow? provider = await ProviderRows.FindAsync(session, row.ProviderId, cancellation);
        LinkOwner owner = LinkOwner.Domain(row.Id);
        (ImportedServers? servers, RowFault? fault) = (await ExportedServers.LoadAsync(session, owner, cancellation)).Of(owner);
        fault = provider is null ? DomainRow.WithoutProvider(row.Id) : provider.Fault ?? fault;
        if (fault is null && row.DirectoryId is not null)
            fault = row.DirectoryFault(await DirectoryRows.ReadAsync(session, cancellation));
        DomainEntry? entry = fault is null ? new DomainEntry(name, provider!.Key, servers!, (int?)row.DirectoryId) : null;
        return new DomainFinding(new DomainReading(entry, fault), rows, provider);
    }

    /// <summary>Removes rows, right or wrong, with their links and the servers that nobody has any more.</summary>
    public async Task RemoveAsync(IReadOnlyList<DomainRow> rows, CancellationToken cancellation)
    {
        string ids = string.Join(", ", rows.Select(row => row.Id));
        string mail = await UnlinkAsync(LinkTables.Mail, ids, cancellation);
        string dav = await UnlinkAsync(LinkTables.Dav, ids, cancellation);
        await session.RunAsync($"DELETE FROM domain WHERE id IN ({ids})", cancellation);
        await RemoveUnusedAsync(LinkTables.Mail, mail, cancellation);
        await RemoveUnusedAsync(LinkTables.Dav, dav, cancellation);
    }

    private async Task<IReadOnlyList<DomainRow>> FindAsync(DomainPattern name, CancellationToken cancellation)
    {
        List<DomainRow> rows = [];
        string[] spellings = DomainSpelling.All(name);
        string parameters = string.Join(", ", spellings.Select((_, i) => $"@p{i}"));
        await using DbCommand command = session.Command(
            $"SELECT d.id, d.name, d.provider_id, d.ldapserver_id FROM domain d WHERE {dialect.FoldedName("d")} IN ({parameters})",
            spellings);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            rows.Add(new DomainRow(row.Number(0), row.GetString(1), row.Reference(2) ?? DbDataReaderExtensions.NoRow, row.Reference(3)));
        return [.. rows.OrderBy(found => DomainSpelling.PlaceOf(found.Name!, name)).ThenBy(found => found.Id)];
    }

    private async Task<string> UnlinkAsync<T>(LinkTable<T> table, string domains, CancellationToken cancellation)
        where T : class
    {
        List<long> servers = [];
        string links = $"FROM {table.Links(LinkOwnerKind.Domain)} WHERE domain_id IN ({domains})";
        await using (DbCommand command = session.Command($"SELECT DISTINCT {table.IdColumn} {links}"))
        await using (DbDataReader row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
                servers.Add(row.Reference(0) ?? DbDataReaderExtensions.NoRow);
        }

        await session.RunAsync($"DELETE {links}", cancellation);
        return string.Join(", ", servers);
    }

    private async Task RemoveUnusedAsync<T>(LinkTable<T> table, string servers, CancellationToken cancellation)
        where T : class
    {
        if (servers.Length > 0)
            await session.RunAsync($"DELETE FROM {table.Name} WHERE id IN ({servers}) AND {table.IsUnused}", cancellation);
    }
}
