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

    private readonly List<(DocumentFault Fault, string Host, long Provider)> _claims = [];
    private readonly List<object?[]> _rows = [];
    private readonly List<long> _providers = [];

    /// <summary>Gives a provider the hosts and mail exchangers that it names, in place of those it has.</summary>
    /// <param name="id">The provider's number.</param>
    /// <param name="provider">The provider as it will be.</param>
    /// <param name="pointer">Where the document names it.</param>
    public void Link(long id, Provider provider, string pointer)
    {
        _providers.Add(id);
        foreach (DomainName host in provider.Hosts.Distinct())
        {
            _claims.Add((new DocumentFault($"{pointer}/hosts", $"names {host}, which stands for another provider"), host.Value, id));
            _rows.Add([host.Value, StoredWords.Host, id]);
        }

        foreach (DomainName exchanger in provider.MxDomains.Distinct())
            _rows.Add([exchanger.Value, StoredWords.MailExchanger, id]);
    }

    /// <summary>The hosts that another provider of the store has; a mail exchanger may be that of several.</summary>
    public async Task<IReadOnlyList<DocumentFault>> FaultsAsync(SqlDialect dialect, SqlSession session, CancellationToken cancellation)
    {
        if (_claims.Count == 0)
            return [];
        await session.RunAsync(
            dialect.CreateTemporaryTable(Staged, "ordinal INTEGER, name VARCHAR(253), provider_id INTEGER"), cancellation);
        await dialect.InsertAsync(
            session,
            Staged,
            ["ordinal", "name", "provider_id"],
            _claims.Select((claim, ordinal) => (object?[])[ordinal, claim.Host, claim.Provider]),
            cancellation);
        List<DocumentFault> faults = [];
        await using (DbCommand command = session.Command(
            $"""
            SELECT DISTINCT i.ordinal
            FROM {Staged} i JOIN automua_host h ON h.name = i.name AND h.kind = '{StoredWords.Host}' AND h.provider_id <> i.provider_id
            ORDER BY i.ordinal
            """))
        await using (DbDataReader row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
                faults.Add(_claims[row.GetInt32(0)].Fault);
        }

        await session.RunAsync(dialect.DropTemporaryTable(Staged), cancellation);
        return faults;
    }

    /// <summary>Writes what was asked for.</summary>
    public async Task SaveAsync(SqlDialect dialect, SqlSession session, CancellationToken cancellation)
    {
        foreach (long provider in _providers)
            await session.RunAsync("DELETE FROM automua_host WHERE provider_id = @p0", [provider], cancellation);
        await dialect.InsertAsync(session, "automua_host", ["name", "kind", "provider_id"], _rows, cancellation);
    }
}
