using System.Data.Common;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// The hosts and mail exchangers of an import's providers. Their table repeats what the providers' details say, in a form that
/// can be looked up.
/// </summary>
internal sealed class HostLinks
{
    private const string Staged = "import_host";
    private const string Changed = "import_rehosted";

    private readonly List<(string Pointer, DomainName Host)> _claims = [];
    private readonly List<object?[]> _rows = [];
    private readonly HashSet<long> _providers = [];
    private readonly List<object?[]> _changed = [];

    /// <summary>Gives a stored provider the hosts and mail exchangers that it names, in place of those it has.</summary>
    /// <param name="id">The provider's number.</param>
    /// <param name="provider">The provider as it will be.</param>
    /// <param name="pointer">Where the document names it.</param>
    public void Relink(long id, Provider provider, string pointer)
    {
        _changed.Add([id]);
        Link(id, provider, pointer);
    }

    /// <summary>Gives a new provider the hosts and mail exchangers that it names.</summary>
    /// <param name="id">The provider's number.</param>
    /// <param name="provider">The provider as it will be.</param>
    /// <param name="pointer">Where the document names it.</param>
    public void Link(long id, Provider provider, string pointer)
    {
        _providers.Add(id);
        foreach (DomainName host in provider.Hosts.Distinct())
        {
            _claims.Add(($"{pointer}/hosts", host));
            _rows.Add([host.Value, StoredWords.Host, id]);
        }

        foreach (DomainName exchanger in provider.MxDomains.Distinct())
            _rows.Add([exchanger.Value, StoredWords.MailExchanger, id]);
    }

    /// <summary>
    /// The hosts that a provider has which the import leaves as it is. A mail exchanger may be that of several, and within one
    /// document a host can move.
    /// </summary>
    public async Task<IReadOnlyList<DocumentFault>> FaultsAsync(SqlDialect dialect, SqlSession session, CancellationToken cancellation)
    {
        if (_claims.Count == 0)
            return [];
        await session.RunAsync(
            dialect.CreateTemporaryTable(Staged, "ordinal INTEGER, name VARCHAR(253)"), cancellation);
        await dialect.InsertAsync(
            session,
            Staged,
            ["ordinal", "name"],
            _claims.Select((claim, ordinal) => (object?[])[ordinal, claim.Host.Value]),
            cancellation);
        List<DocumentFault> faults = [];
        await using (DbCommand command = session.Command(
            $"""
            SELECT i.ordinal, p.id, p.name
            FROM {Staged} i JOIN automua_host h ON h.name = i.name AND h.kind = '{StoredWords.Host}' JOIN provider p ON p.id = h.provider_id
            ORDER BY i.ordinal
            """))
        await using (DbDataReader row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                if (_providers.Contains(row.Number(1)))
                    continue;
                (string pointer, DomainName host) = _claims[row.GetInt32(0)];
                faults.Add(new DocumentFault(pointer, $"names {host}, which stands for the provider '{row.GetString(2)}'"));
            }
        }

        await session.RunAsync(dialect.DropTemporaryTable(Staged), cancellation);
        return faults;
    }

    /// <summary>Writes what was asked for.</summary>
    public async Task SaveAsync(SqlDialect dialect, SqlSession session, CancellationToken cancellation)
    {
        await session.RunAsync(dialect.CreateTemporaryTable(Changed, "provider_id INTEGER NOT NULL PRIMARY KEY"), cancellation);
        await dialect.InsertAsync(session, Changed, ["provider_id"], _changed, cancellation);
        await session.RunAsync(dialect.DeleteListed("automua_host", "provider_id", Changed, "provider_id"), cancellation);
        await session.RunAsync(dialect.DropTemporaryTable(Changed), cancellation);
        await dialect.InsertAsync(session, "automua_host", ["name", "kind", "provider_id"], _rows, cancellation);
    }
}
