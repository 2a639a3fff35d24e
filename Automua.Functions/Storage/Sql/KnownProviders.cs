using System.Collections.Immutable;
using System.Data.Common;
using Automua.Core.Documents;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// Finds the providers of an import among those that are stored: by the identifier that the document has for one, else by the
/// name, among those for which no document had an identifier yet.
/// </summary>
internal sealed class KnownProviders(SqlDialect dialect, SqlSession session, ImmutableArray<ImportedProvider> imported)
{
    /// <summary>A temporary table of the numbers of the providers found, in a column of the name <c>id</c>.</summary>
    public const string Table = "import_known";

    private const string Staged = "import_provider";

    private readonly StoredProvider?[] _known = new StoredProvider?[imported.Length];
    private readonly HashSet<long> _taken = [];

    /// <summary>What is stored of each provider of the import, in its order; null for those that are new.</summary>
    public async Task<IReadOnlyList<StoredProvider?>> FindAsync(CancellationToken cancellation)
    {
        await session.RunAsync(
            dialect.CreateTemporaryTable(Staged, "ordinal INTEGER, name VARCHAR(255), automua_id VARCHAR(253)"), cancellation);
        await dialect.InsertAsync(
            session,
            Staged,
            ["ordinal", "name", "automua_id"],
            imported.Select((provider, ordinal) => (object?[])[ordinal, provider.Provider.Name, provider.Id]),
            cancellation);
        await TakeAsync("p.automua_id = i.automua_id", cancellation);
        await TakeAsync("p.name = i.name AND p.automua_id IS NULL", cancellation);
        await session.RunAsync($"DROP TABLE {Staged}", cancellation);

        await session.RunAsync(dialect.CreateTemporaryTable(Table, "id INTEGER NOT NULL PRIMARY KEY"), cancellation);
        await dialect.InsertAsync(session, Table, ["id"], _taken.Select(id => (object?[])[id]), cancellation);
        return _known;
    }

    private async Task TakeAsync(string isSame, CancellationToken cancellation)
    {
        await using DbCommand command = session.Command(
            $"""
            SELECT i.ordinal, p.id, p.automua_id, p.name, p.short_name, p.automua_details
            FROM {Staged} i JOIN provider p ON {isSame} ORDER BY p.id
            """);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            int ordinal = row.GetInt32(0);
            if (_known[ordinal] is null && _taken.Add(row.GetInt64(1)))
                _known[ordinal] = new StoredProvider(row.GetInt64(1), TextAt(row, 2), TextAt(row, 3), TextAt(row, 4), TextAt(row, 5));
        }
    }

    private static string? TextAt(DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetString(ordinal);
}
