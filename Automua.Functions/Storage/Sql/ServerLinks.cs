using System.Data.Common;
using System.Runtime.InteropServices;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// The servers of the domains of an import: which rows a domain has, which it is to have, and what must be written for that.
/// Domains with the same servers share rows, as administrators of the reference system have it.
/// </summary>
/// <typeparam name="T">What a row is in the model.</typeparam>
internal sealed class ServerLinks<T>(LinkTable<T> table)
    where T : class
{
    private readonly Dictionary<long, T?> _rows = [];
    private readonly Dictionary<long, List<long>> _current = [];
    private readonly Dictionary<(long Provider, IReadOnlyList<T> Servers), long[]> _shared = new(SharedKeys.Instance);
    private readonly List<object?[]> _newRows = [];
    private readonly List<object?[]> _newLinks = [];
    private readonly HashSet<long> _replaced = [];
    private long _lastId;

    /// <summary>Reads what the domains of a selection have.</summary>
    /// <param name="session">The import's transaction.</param>
    /// <param name="domains">A selection of <c>domain</c> numbers, as a subquery.</param>
    /// <param name="cancellation">Ends the import.</param>
    public async Task LoadAsync(SqlSession session, string domains, CancellationToken cancellation)
    {
        _lastId = await session.NumberAsync($"SELECT MAX(id) FROM {table.Name}", cancellation);
        string columns = string.Join(", ", table.Columns.Select(column => $"s.{column}"));
        await using DbCommand command = session.Command(
            $"""
            SELECT sd.domain_id, {columns}
            FROM {table.Links} sd JOIN {table.Name} s ON s.id = sd.{table.Name}_id
            WHERE sd.domain_id IN ({domains})
            ORDER BY sd.domain_id, s.id
            """);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            long id = row.GetInt64(1);
            if (!_rows.ContainsKey(id))
                _rows.Add(id, table.Read(row, 1));
            CollectionsMarshal.GetValueRefOrAddDefault(_current, row.GetInt64(0), out _) ??= [];
            _current[row.GetInt64(0)].Add(id);
        }
    }

    /// <summary>Whether a domain has exactly these servers, in this order.</summary>
    public bool Has(long domain, IReadOnlyList<T> servers) =>
        _current.TryGetValue(domain, out List<long>? rows)
            ? rows.Count == servers.Count && rows.Zip(servers).All(pair => pair.Second.Equals(_rows[pair.First]))
            : servers.Count == 0;

    /// <summary>Lets further domains of a provider share the rows of a domain that has the servers.</summary>
    public void Share(long provider, long domain, IReadOnlyList<T> servers) =>
        _shared.TryAdd((provider, servers), _current.TryGetValue(domain, out List<long>? rows) ? [.. rows] : []);

    /// <summary>Gives a domain these servers in place of those it has.</summary>
    public void Link(long provider, long domain, IReadOnlyList<T> servers)
    {
        if (!_shared.TryGetValue((provider, servers), out long[]? ids))
        {
            ids = [.. servers.Select(AddRow)];
            _shared.Add((provider, servers), ids);
        }

        foreach (long id in ids)
            _newLinks.Add([id, domain]);
        if (_current.TryGetValue(domain, out List<long>? rows))
            _replaced.UnionWith(rows);
    }

    /// <summary>Writes what was asked for.</summary>
    /// <param name="session">The import's transaction.</param>
    /// <param name="dialect">The database.</param>
    /// <param name="relinked">The domains whose links are replaced, as a subquery.</param>
    /// <param name="cancellation">Ends the import.</param>
    public async Task SaveAsync(SqlSession session, SqlDialect dialect, string relinked, CancellationToken cancellation)
    {
        const string Replaced = "import_replaced";
        await session.RunAsync($"DELETE FROM {table.Links} WHERE domain_id IN ({relinked})", cancellation);
        await dialect.InsertAsync(session, table.Name, table.Columns, _newRows, cancellation);
        await dialect.InsertAsync(session, table.Links, table.LinkColumns, _newLinks, cancellation);

        await session.RunAsync(dialect.CreateTemporaryTable(Replaced, "id INTEGER"), cancellation);
        await dialect.InsertAsync(session, Replaced, ["id"], _replaced.Select(id => (object?[])[id]), cancellation);
        await session.RunAsync(
            $"""
            DELETE FROM {table.Name} WHERE id IN (SELECT id FROM {Replaced})
                AND NOT EXISTS (SELECT 1 FROM {table.Links} l WHERE l.{table.Name}_id = {table.Name}.id)
            """,
            cancellation);
        await session.RunAsync($"DROP TABLE {Replaced}", cancellation);
    }

    private long AddRow(T server)
    {
        _newRows.Add([++_lastId, .. table.Values(server)]);
        return _lastId;
    }

    // Domains of one document share the list itself.
    private sealed class SharedKeys : IEqualityComparer<(long Provider, IReadOnlyList<T> Servers)>
    {
        public static readonly SharedKeys Instance = new();

        public bool Equals((long Provider, IReadOnlyList<T> Servers) x, (long Provider, IReadOnlyList<T> Servers) y) =>
            x.Provider == y.Provider && x.Servers.SequenceEqual(y.Servers);

        public int GetHashCode((long Provider, IReadOnlyList<T> Servers) key) =>
            HashCode.Combine(key.Provider, key.Servers.Count, key.Servers.Count == 0 ? 0 : key.Servers[0].GetHashCode());
    }
}
