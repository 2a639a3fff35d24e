using System.Data.Common;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// Brings a database to the schema of this program: numbered steps in one transaction that no other writer can enter, so
/// that two programs starting at once run each step once, and an interrupted run leaves nothing, or, where the database keeps
/// each change of the schema at once, what the next run finds done.
/// </summary>
internal static class Migrator
{
    /// <summary>The query for the number of the last step that a database has seen.</summary>
    public const string LastNumber = $"SELECT MAX(number) FROM {Table}";

    private const string Table = "automua_migration";

    /// <summary>The names of the steps that the database has not seen.</summary>
    public static async Task<IReadOnlyList<string>> PendingAsync(SqlDialect dialect, ISqlEcho? echo, CancellationToken cancellation)
    {
        long current = await CurrentAsync(dialect, echo, cancellation);
        return [.. dialect.MigrationsAfter(current).Select(migration => migration.Name)];
    }

    /// <summary>Runs the steps that the database has not seen.</summary>
    public static async Task MigrateAsync(SqlDialect dialect, ISqlEcho? echo, CancellationToken cancellation)
    {
        // Nothing to do is the rule, and asks for no lock; a newer program's schema has all that this one needs.
        if (await CurrentAsync(dialect, echo, cancellation) >= dialect.Schema)
            return;

        await using SqlSession session = await SqlSession.WriteAsync(dialect, echo, cancellation);
        await session.RunAsync(
            $"CREATE TABLE IF NOT EXISTS {Table} (number INTEGER NOT NULL PRIMARY KEY, name VARCHAR(128) NOT NULL)",
            cancellation);
        long current = await session.NumberAsync(LastNumber, cancellation);
        foreach (Migration migration in dialect.MigrationsAfter(current))
        {
            foreach (MigrationStatement statement in migration.Statements)
            {
                if (statement.Unless is not { } query || await session.NumberAsync(query, cancellation) == 0)
                    await session.RunAsync(await TextOfAsync(session, statement, cancellation), cancellation);
            }

            await session.RunAsync(
                $"INSERT INTO {Table} (number, name) VALUES (@p0, @p1)", [migration.Number, migration.Name], cancellation);
        }

        await session.CommitAsync(cancellation);
    }

    private static async Task<string> TextOfAsync(SqlSession session, MigrationStatement statement, CancellationToken cancellation) =>
        statement.IsMadeByQuery ? await session.TextAsync(statement.Sql, cancellation) : statement.Sql;

    private static async Task<long> CurrentAsync(SqlDialect dialect, ISqlEcho? echo, CancellationToken cancellation)
    {
        await using SqlSession session = await SqlSession.ReadAsync(dialect, echo, cancellation);
        try
        {
            return await session.NumberAsync(LastNumber, cancellation);
        }
        catch (DbException problem) when (dialect.IsTableMissing(problem))
        {
            return 0;
        }
    }
}
