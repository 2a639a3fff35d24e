using System.Data.Common;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// Brings a database to the schema of this program: numbered steps in one transaction that no other writer can enter, so
/// that two programs starting at once run each step once, and an interrupted run leaves nothing.
/// </summary>
internal static class Migrator
{
    private const string Table = "automua_migration";
    private const string LastNumber = $"SELECT MAX(number) FROM {Table}";

    /// <summary>Runs the steps that the database has not seen.</summary>
    public static async Task MigrateAsync(SqlDialect dialect, ISqlEcho? echo, CancellationToken cancellation)
    {
        // Nothing to do is the rule, and asks for no lock.
        if (await CurrentAsync(dialect, echo, cancellation) == dialect.Migrations[^1].Number)
            return;

        await using SqlSession session = await SqlSession.WriteAsync(dialect, echo, cancellation);
        await session.RunAsync(
            $"CREATE TABLE IF NOT EXISTS {Table} (number INTEGER NOT NULL PRIMARY KEY, name VARCHAR(128) NOT NULL)",
            cancellation);
        long current = await session.NumberAsync(LastNumber, cancellation);
        foreach (Migration migration in dialect.Migrations.Where(migration => migration.Number > current))
        {
            if (migration.Unless is not { } query || await session.NumberAsync(query, cancellation) == 0)
            {
                foreach (string statement in migration.Statements)
                    await session.RunAsync(statement, cancellation);
            }

            await session.RunAsync(
                $"INSERT INTO {Table} (number, name) VALUES (@p0, @p1)", [migration.Number, migration.Name], cancellation);
        }

        await session.CommitAsync(cancellation);
    }

    private static async Task<long> CurrentAsync(SqlDialect dialect, ISqlEcho? echo, CancellationToken cancellation)
    {
        await using SqlSession session = await SqlSession.ReadAsync(dialect, echo, cancellation);
        try
        {
            return await session.NumberAsync(LastNumber, cancellation);
        }
        catch (DbException)
        {
            // The table is not there yet; if anything else is wrong, the next statement meets it.
            return 0;
        }
    }
}
