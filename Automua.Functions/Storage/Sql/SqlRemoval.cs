using System.Data.Common;

namespace Automua.Functions.Storage.Sql;

/// <summary>Removes what a document that is the whole of the store does not name, after everything else is written.</summary>
internal sealed class SqlRemoval(SqlSession session)
{
    private const string Removed = "import_removed";

    private List<(long Id, string Name)> _providers = [];
    private List<(long Id, string Name)> _domains = [];
    private List<(long Id, string Name)> _directories = [];

    /// <summary>The names of the providers that go.</summary>
    public IEnumerable<string> Providers => _providers.Select(row => row.Name);

    /// <summary>The names of the domains that go.</summary>
    public IEnumerable<string> Domains => _domains.Select(row => row.Name);

    /// <summary>Looks what there is beside the rows that stay.</summary>
    /// <param name="providers">The numbers of the providers that stay.</param>
    /// <param name="domains">The numbers of the domains that stay.</param>
    /// <param name="directories">The numbers of the LDAP servers that stay.</param>
    /// <param name="cancellation">Ends the import.</param>
    public async Task PlanAsync(
        IReadOnlySet<long> providers, IReadOnlySet<long> domains, IReadOnlySet<long> directories, CancellationToken cancellation)
    {
        _providers = await OthersAsync("provider", providers, cancellation);
        _domains = await OthersAsync("domain", domains, cancellation);
        _directories = await OthersAsync("ldapserver", directories, cancellation);
    }

    /// <summary>Removes them, and servers that nobody has.</summary>
    public async Task RunAsync(SqlDialect dialect, CancellationToken cancellation)
    {
        await RemoveAsync(dialect, _domains, ["server_domain", "davserver_domain"], "domain", cancellation);
        await RemoveAsync(
            dialect, _providers, ["automua_host", "automua_server_provider", "automua_davserver_provider"], "provider", cancellation);
        await RemoveAsync(dialect, _directories, [], "ldapserver", cancellation);
        await RemoveUnusedAsync(LinkTables.Mail, cancellation);
        await RemoveUnusedAsync(LinkTables.Dav, cancellation);
    }

    private async Task<List<(long Id, string Name)>> OthersAsync(string table, IReadOnlySet<long> kept, CancellationToken cancellation)
    {
        List<(long Id, string Name)> others = [];
        await using DbCommand command = session.Command($"SELECT id, name FROM {table}");
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            if (!kept.Contains(row.Number(0)))
                others.Add((row.Number(0), row.GetValue(1) as string ?? ""));
        }

        return others;
    }

    private async Task RemoveAsync(
        SqlDialect dialect, List<(long Id, string Name)> rows, string[] links, string table, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return;
        await session.RunAsync(dialect.CreateTemporaryTable(Removed, "id INTEGER NOT NULL PRIMARY KEY"), cancellation);
        await dialect.InsertAsync(session, Removed, ["id"], rows.Select(row => (object?[])[row.Id]), cancellation);
        foreach (string link in links)
            await session.RunAsync(dialect.DeleteListed(link, $"{table}_id", Removed, "id"), cancellation);
        await session.RunAsync(dialect.DeleteListed(table, "id", Removed, "id"), cancellation);
        await session.RunAsync(dialect.DropTemporaryTable(Removed), cancellation);
    }

    private async Task RemoveUnusedAsync<T>(LinkTable<T> table, CancellationToken cancellation)
        where T : class
    {
        foreach (LinkOwnerKind kind in Enum.GetValues<LinkOwnerKind>())
            await session.RunAsync($"DELETE FROM {table.Links(kind)} WHERE {table.IsOwnerless(kind)}", cancellation);
        await session.RunAsync($"DELETE FROM {table.Name} WHERE {table.IsUnused}", cancellation);
    }
}
