using System.Data.Common;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>The servers that a selection of owners has, as they are stored.</summary>
/// <typeparam name="T">What a row is in the model.</typeparam>
internal sealed class StoredServers<T>(LinkTable<T> table)
    where T : class
{
    private readonly Dictionary<long, StoredServer<T>> _rows = [];
    private readonly Dictionary<LinkOwner, long[]> _owned = [];
    private readonly HashSet<long[]> _lists = new(NumberLists.Instance);

    /// <summary>Reads what the owners of a selection have.</summary>
    /// <param name="session">Where to read.</param>
    /// <param name="kind">The owners' table.</param>
    /// <param name="owners">A selection of their numbers, as a subquery with a column <c>id</c>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task LoadAsync(SqlSession session, LinkOwnerKind kind, string owners, CancellationToken cancellation)
    {
        string links = table.Links(kind);
        string owner = LinkTable<T>.OwnerColumn(kind);
        string owned = $"FROM ({owners}) o JOIN {links} l ON l.{owner} = o.id";
        await LoadRowsAsync(session, $"SELECT l.{table.IdColumn} {owned}", cancellation);
        await using DbCommand command = session.Command(
            $"SELECT l.{owner}, l.{table.IdColumn} {owned} ORDER BY l.{owner}, l.{table.IdColumn}");
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        List<long> list = [];
        long? current = null;
        while (await row.ReadAsync(cancellation))
        {
            long next = row.Number(0);
            if (current is { } done && done != next)
                Own(new LinkOwner(done, kind), list);
            current = next;
            // A link to a row that is gone says nothing.
            if (row.Reference(1) is { } id && _rows.ContainsKey(id))
                list.Add(id);
        }

        if (current is { } last)
            Own(new LinkOwner(last, kind), list);
    }

    /// <summary>The numbers of an owner's rows, in order. Owners of the same rows get the same object.</summary>
    public long[] RowsOf(LinkOwner owner) => _owned.GetValueOrDefault(owner, []);

    /// <summary>A row.</summary>
    public StoredServer<T> this[long row] => _rows[row];

    private async Task LoadRowsAsync(SqlSession session, string selection, CancellationToken cancellation)
    {
        await using DbCommand command = session.Command(
            $"SELECT {string.Join(", ", table.Columns)} FROM {table.Name} WHERE id IN ({selection})");
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            RowFault? fault = null;
            T? server = table.Read(row, 0, ref fault);
            _rows[row.Number(0)] = new StoredServer<T>(server, fault);
        }
    }

    private void Own(LinkOwner owner, List<long> list)
    {
        long[] rows = [.. list];
        if (!_lists.TryGetValue(rows, out long[]? known))
        {
            known = rows;
            _lists.Add(rows);
        }

        _owned[owner] = known;
        list.Clear();
    }

    private sealed class NumberLists : IEqualityComparer<long[]>
    {
        public static readonly NumberLists Instance = new();

        public bool Equals(long[]? x, long[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(long[] list) => HashCode.Combine(list.Length, list.FirstOrDefault(), list.LastOrDefault());
    }
}
