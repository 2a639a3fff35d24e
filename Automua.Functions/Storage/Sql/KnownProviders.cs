using System.Collections.Immutable;
using System.Data.Common;
using Automua.Core.Documents;

namespace Automua.Functions.Storage.Sql;

/// <summary>Reads what is stored of the providers of an import, see <see cref="ProviderMatching"/>.</summary>
internal sealed class KnownProviders(SqlDialect dialect, SqlSession session)
{
    /// <summary>A temporary table of the numbers of the providers found, in a column of the name <c>id</c>.</summary>
    public const string Table = "import_known";

    private const string Staged = "import_provider";

    /// <summary>What is stored of each provider of the import, in its order; null for those that are new.</summary>
    public async Task<IReadOnlyList<StoredProvider?>> FindAsync(ImmutableArray<ImportedProvider> imported, CancellationToken cancellation)
    {
        await session.RunAsync(
            dialect.CreateTemporaryTable(Staged, "name VARCHAR(255), automua_id VARCHAR(253)"), cancellation);
        await dialect.InsertAsync(
            session,
            Staged,
            ["name", "automua_id"],
            imported.Select(provider => (object?[])[provider.Provider.Name, provider.Id]),
            cancellation);
        List<StoredProvider> stored = [];
        await ReadAsync(stored, "p.automua_id = i.automua_id", cancellation);
        await ReadAsync(stored, "p.name = i.name AND p.automua_id IS NULL", cancellation);
        await session.RunAsync(dialect.DropTemporaryTable(Staged), cancellation);
        return ProviderMatching.Match(imported, stored);
    }

    /// <summary>Makes the table <see cref="Table"/>.</summary>
    /// <param name="known">What is stored of each provider of the import; null for those that are new.</param>
    /// <param name="cancellation">Ends the import.</param>
    public async Task KeepAsync(IReadOnlyList<StoredProvider?> known, CancellationToken cancellation)
    {
        await session.RunAsync(dialect.CreateTemporaryTable(Table, "id INTEGER NOT NULL PRIMARY KEY"), cancellation);
        await dialect.InsertAsync(
            session, Table, ["id"], known.OfType<StoredProvider>().Select(provider => (object?[])[provider.Id]), cancellation);
    }

    private async Task ReadAsync(List<StoredProvider> stored, string isSame, CancellationToken cancellation)
    {
        await using DbCommand command = session.Command(
            $"""
            SELECT p.id, p.automua_id, p.name, p.short_name, p.automua_details
            FROM {Staged} i JOIN provider p ON {isSame} ORDER BY p.id
            """);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            stored.Add(StoredProvider.Read(row, 0));
    }
}
