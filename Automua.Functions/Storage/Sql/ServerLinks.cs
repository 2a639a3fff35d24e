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

    private readonly StoredServers<T> _stored = new(table);
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
        _lastId = await session.NumberAsync(RowNumbers.LastOf(table), cancellation);
        await _stored.LoadAsync(session, kind, owners, cancellation);
    }

    /// <summary>Whether an owner has exactly these servers, in this order.</summary>
    public bool Has(LinkOwner owner, IReadOnlyList<T> servers)
    {
        long[] rows = _stored.RowsOf(owner);
        return rows.Length == servers.Count && rows.Zip(servers).All(pair => pair.Second.Equals(_stored[pair.First].Server));
    }

    /// <summary>Lets further owners of a provider share the rows of one that has the servers.</summary>
    public void Share(long provider, LinkOwner owner, IReadOnlyList<T> servers)
    {
        if (Has(owner, servers))
            _shared.TryAdd((provider, servers), _stored.RowsOf(owner));
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
        _replaced.UnionWith(_stored.RowsOf(owner));
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
        await session.RunAsync(
            $"DELETE FROM {table.Name} WHERE id IN (SELECT id FROM {Replaced}) AND {table.IsUnused}", cancellation);
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
