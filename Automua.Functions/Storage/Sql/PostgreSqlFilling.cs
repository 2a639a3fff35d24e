using System.Data.Common;
using Npgsql;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// An import into tables without a row: references and indexes are taken off and put back within its transaction, so that the
/// server checks and builds them once for all rows. Row by row, that is four fifths of such an import's time.
/// </summary>
internal static class PostgreSqlFilling
{
    private const string Filled = "'domain'::regclass, 'server_domain'::regclass, 'davserver_domain'::regclass";

    // As they are there: an administrator may have added some.
    private const string Parts = $"""
        SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname),
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
        FROM pg_constraint c WHERE c.contype = 'f' AND c.conrelid IN ({Filled})
        UNION ALL
        SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
        FROM pg_index i WHERE i.indrelid IN ({Filled}) AND NOT i.indisunique AND NOT i.indisexclusion
        """;

    // Without statistics, which come by themselves after a minute or so, look-ups read whole tables.
    private const string Statistics =
        "ANALYZE provider, domain, server, davserver, server_domain, davserver_domain, automua_server_provider, automua_davserver_provider";

    /// <summary>Takes them off, and says which statements put them back and end the import.</summary>
    /// <remarks>
    /// Nobody can read the tables until the transaction ends. Where somebody does at this moment, or the tables belong to another
    /// user, nothing is taken off, and rows are checked as they come.
    /// </remarks>
    public static async Task<IReadOnlyList<string>> BeginAsync(SqlSession session, CancellationToken cancellation)
    {
        const string Point = "automua_filling";
        await session.RunAsync($"SAVEPOINT {Point}", cancellation);
        try
        {
            await session.RunAsync(
                "LOCK TABLE domain, server_domain, davserver_domain, provider, server, davserver, ldapserver IN ACCESS EXCLUSIVE MODE NOWAIT",
                cancellation);
            List<string> takenOff = [];
            List<string> putBack = [];
            await using (DbCommand command = session.Command(Parts))
            await using (DbDataReader row = await command.ExecuteReaderAsync(cancellation))
            {
                while (await row.ReadAsync(cancellation))
                {
                    takenOff.Add(row.GetString(0));
                    putBack.Add(row.GetString(1));
                }
            }

            await session.RunAsync(string.Join(";\n", takenOff), cancellation);
            return [.. putBack, Statistics];
        }
        catch (PostgresException problem) when (
            problem.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.InsufficientPrivilege)
        {
            await session.RunAsync($"ROLLBACK TO SAVEPOINT {Point}", cancellation);
            return [Statistics];
        }
    }
}
