using System.Globalization;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>The servers of some providers and of all their domains; owners of the same rows share one object.</summary>
internal sealed class ExportedServers
{
    private readonly StoredServers<MailServer> _mail = new(LinkTables.Mail);
    private readonly StoredServers<DavServer> _dav = new(LinkTables.Dav);
    private readonly Dictionary<(long[] Mail, long[] Dav), (ImportedServers? Servers, RowFault? Fault)> _known = [];

    private ExportedServers()
    {
    }

    /// <summary>Reads the servers of providers, whose numbers are listed, and of their domains.</summary>
    public static async Task<ExportedServers> LoadAsync(SqlSession session, string providers, CancellationToken cancellation)
    {
        string domains = $"SELECT d.id FROM domain d WHERE d.provider_id IN ({providers})";
        string themselves = $"SELECT p.id FROM provider p WHERE p.id IN ({providers})";
        ExportedServers servers = new();
        await servers.LoadAsync(session, LinkOwnerKind.Domain, domains, cancellation);
        await servers.LoadAsync(session, LinkOwnerKind.Provider, themselves, cancellation);
        return servers;
    }

    /// <summary>Reads the servers of one owner.</summary>
    public static async Task<ExportedServers> LoadAsync(SqlSession session, LinkOwner owner, CancellationToken cancellation)
    {
        ExportedServers servers = new();
        await servers.LoadAsync(session, owner.Kind, $"SELECT {owner.Id.ToString(CultureInfo.InvariantCulture)} AS id", cancellation);
        return servers;
    }

    /// <summary>An owner's servers, or what is wrong with one of them.</summary>
    public (ImportedServers? Servers, RowFault? Fault) Of(LinkOwner owner)
    {
        (long[] Mail, long[] Dav) rows = (_mail.RowsOf(owner), _dav.RowsOf(owner));
        if (!_known.TryGetValue(rows, out (ImportedServers? Servers, RowFault? Fault) found))
        {
            found = Read(rows.Mail, rows.Dav);
            _known.Add(rows, found);
        }

        return found;
    }

    private async Task LoadAsync(SqlSession session, LinkOwnerKind kind, string owners, CancellationToken cancellation)
    {
        await _mail.LoadAsync(session, kind, owners, cancellation);
        await _dav.LoadAsync(session, kind, owners, cancellation);
    }

    private (ImportedServers? Servers, RowFault? Fault) Read(long[] mailRows, long[] davRows)
    {
        StoredServer<MailServer>[] mail = [.. mailRows.Select(row => _mail[row])];
        StoredServer<DavServer>[] dav = [.. davRows.Select(row => _dav[row])];
        RowFault? fault = mail.Select(row => row.Fault).Concat(dav.Select(row => row.Fault)).FirstOrDefault(found => found is not null);
        return fault is not null
            ? (null, fault)
            : (new ImportedServers([.. mail.Select(row => row.Server!)], [.. dav.Select(row => row.Server!)]), null);
    }
}
