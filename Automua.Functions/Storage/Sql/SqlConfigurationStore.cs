using System.Data.Common;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>The configuration in a relational database, on the reference system's schema.</summary>
internal sealed class SqlConfigurationStore(SqlDialect dialect, ISqlEcho? echo) : IConfigurationStore
{
    private static readonly string[] TablesChildrenFirst =
        ["server_domain", "davserver_domain", "domain", "server", "davserver", "ldapserver", "provider"];

    private readonly DomainQuery _query = new(dialect);

    /// <inheritdoc/>
    public Task<DomainLookup> FindAsync(DomainName domain, CancellationToken cancellation) =>
        ReadAsync(session => _query.FindAsync(session, domain, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<bool> HoldsDataAsync(CancellationToken cancellation) =>
        ReadAsync(session => HoldsDataAsync(session, cancellation), cancellation);

    /// <inheritdoc/>
    public Task<ImportResult> ImportAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation) =>
        WriteAsync<ImportResult>(
            async session =>
            {
                if (mode == ImportMode.Create && await HoldsDataAsync(session, cancellation))
                    return StoreNotEmpty.Instance;
                ImportResult result = await new SqlImport(dialect, session, document).RunAsync(cancellation);
                if (result is Imported)
                    await session.CommitAsync(cancellation);
                return result;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<StoreCounts> PurgeAsync(CancellationToken cancellation) =>
        WriteAsync(
            async session =>
            {
                StoreCounts counts = new(
                    await session.NumberAsync("SELECT COUNT(*) FROM provider", cancellation),
                    await session.NumberAsync("SELECT COUNT(*) FROM domain", cancellation));
                foreach (string table in TablesChildrenFirst)
                    await session.RunAsync($"DELETE FROM {table}", cancellation);
                await session.CommitAsync(cancellation);
                return counts;
            },
            cancellation);

    private static async Task<bool> HoldsDataAsync(SqlSession session, CancellationToken cancellation) =>
        await session.NumberAsync(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM provider) OR EXISTS (SELECT 1 FROM domain) THEN 1 ELSE 0 END",
            cancellation) == 1;

    private Task<T> ReadAsync<T>(Func<SqlSession, Task<T>> read, CancellationToken cancellation) =>
        UseAsync(SqlSession.ReadAsync(dialect, echo, cancellation), read);

    private Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> write, CancellationToken cancellation) =>
        UseAsync(SqlSession.WriteAsync(dialect, echo, cancellation), write);

    private async Task<T> UseAsync<T>(Task<SqlSession> opening, Func<SqlSession, Task<T>> use)
    {
        try
        {
            await using SqlSession session = await opening;
            return await use(session);
        }
        catch (DbException problem)
        {
            throw new StoreUnavailableException($"{dialect.Description}: {problem.Message}", problem);
        }
    }
}
