using System.Data.Common;
using System.Runtime.InteropServices;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// The servers of the domains and providers of an import: which rows one has, which it is to have, and what must be written for
/// that. Those of one provider with the same servers share rows, as administrators of the reference system have it.
/// </summary>
/// <typeparam name="T">What a row is in the model.</typeparam>
internal sealed class ServerLinks<T>(LinkTable<T> table)
    where T : class
{
    private static readonly LinkOwnerKind[] Kinds = Enum.GetValues<LinkOwnerKind>();

    private readonly Dictionary<long, T?> _rows = [];
    private readonly Dictionary<LinkOwner, List<long>> _current = [];
    private readonly Dictionary<(long Provider, IReadOnlyList<T> Servers), long[]> _shared = new(SharedKeys.Instance);
    private readonly List<object?[]> _newRows = [];
    private readonly Dictionary<LinkOwnerKind, List<object?[]>> _newLinks = Kinds.ToDictionary(kind => kind, _ => new List<object?[]>());
    private readonly HashSet<long> _replaced = [];
    private long _lastId;

    /// <summary>Reads what the owners of a selection have.</summary>
    /// <param name="session">The import's transaction.</param>
    /// <param name="kind">The owners' table.</param>
    /// <param name="owners">A selection of their numbers, each once, as a subquery with one column <c>id</c>.</param>
    /// <param name="cancellation">Ends the import.</param>
    public async Task LoadAsync(SqlSession session, LinkOwnerKind kind, string owners, CancellationToken cancellation)
    {
        _lastId = await session.NumberAsync($"SELECT MAX(id) FROM {table.Name}", cancellation);
        string columns = string.Join(", ", table.Columns.Select(column => $"s.{column}"));
        string owner = LinkTable<T>.OwnerColumn(kind);
        await using DbCommand command = session.Command(
            $"""
            SELECT l.{owner}, {columns}
            FROM ({owners}) o JOIN {table.Links(kind)} l ON l.{owner} = o.id JOIN {table.Name} s ON s.id = l.{table.IdColumn}
            ORDER BY l.{owner}, s.id
            """);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            long id = row.Number(1);
            if (!_rows.ContainsKey(id))
                _rows.Add(id, table.Read(row, 1));
            LinkOwner of = new(row.Number(0), kind);
            (CollectionsMarshal.GetValueRefOrAddDefault(_current, of, out _) ??= []).Add(id);
        }
    }

    /// <summary>Whether an owner has exactly these servers, in this order.</summary>
    public bool Has(LinkOwner owner, IReadOnlyList<T> servers) =>
        _current.TryGetValue(owner, out List<long>? rows)
            ? rows.Count == servers.Count && rows.Zip(servers).All(pair => pair.Second.Equals(_rows[pair.First]))
            : servers.Count == 0;

    /// <summary>Lets further owners of a provider share the rows of one that has the servers.</summary>
    public void Share(long provider, LinkOwner owner, IReadOnlyList<T> servers)
    {
        if (Has(owner, servers))
            _shared.TryAdd((provider, servers), _current.TryGetValue(owner, out List<long>? rows) ? [.. rows] : []);
    }

    /// <summary>Gives an owner these servers in place of those it has.</summary>
    /// <param name="provider">The provider within which rows are shared.</param>
    /// <param name="owner">The owner.</param>
    /// <param name="servers">The servers.</param>
    public void Link(long provider, LinkOwner owner, IReadOnlyList<T> servers)
    {
        if (!_shared.TryGetValue((provider, servers), out long[]? ids))
        {
            ids = [.. servers.Select(AddRow)];
            _shared.Add((provider, servers), ids);
        }

        foreach (long id in ids)
            _newLinks[owner.Kind].Add([id, owner.Id]);
        if (_current.TryGetValue(owner, out List<long>? rows))
            _replaced.UnionWith(rows);
    }

    /// <summary>Writes what was asked for.</summary>
    /// <param name="session">The import's transaction.</param>
    /// <param name="dialect">The database.</param>
    /// <param name="relinked">Where the owners of a kind are listed whose links are replaced: the temporary table and its column.</param>
    /// <param name="cancellation">Ends the import.</param>
    public async Task SaveAsync(
        SqlSession session, SqlDialect dialect, Func<LinkOwnerKind, (string List, string Key)> relinked, CancellationToken cancellation)
    {
        const string Replaced = "import_replaced";
        await dialect.InsertAsync(session, table.Name, table.Columns, _newRows, cancellation);
        foreach (LinkOwnerKind kind in Kinds)
        {
            string links = table.Links(kind);
            string owner = LinkTable<T>.OwnerColumn(kind);
            (string list, string key) = relinked(kind);
            await session.RunAsync(dialect.DeleteListed(links, owner, list, key), cancellation);
            await dialect.InsertAsync(session, links, [table.IdColumn, owner], _newLinks[kind], cancellation);
        }

        await session.RunAsync(dialect.CreateTemporaryTable(Replaced, "id INTEGER NOT NULL PRIMARY KEY"), cancellation);
        await dialect.InsertAsync(session, Replaced, ["id"], _replaced.Select(id => (object?[])[id]), cancellation);
        string unused = string.Join(
            " AND ", Kinds.Select(kind => $"NOT EXISTS (SELECT 1 FROM {table.Links(kind)} l WHERE l.{table.IdColumn} = {table.Name}.id)"));
        await session.RunAsync(
            $"DELETE FROM {table.Name} WHERE id IN (SELECT id FROM {Replaced}) AND {unused}", cancellation);
        await session.RunAsync(dialect.DropTemporaryTable(Replaced), cancellation);
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
