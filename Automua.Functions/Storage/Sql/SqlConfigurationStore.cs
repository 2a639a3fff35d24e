using System.Data.Common;
using System.Runtime.CompilerServices;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>The configuration in a relational database, on the reference system's schema.</summary>
internal sealed class SqlConfigurationStore(SqlDialect dialect, ISqlEcho? echo) : IConfigurationStore, IDisposable
{
    private static readonly string[] TablesChildrenFirst =
    [
        "automua_host", "automua_server_provider", "automua_davserver_provider", "server_domain", "davserver_domain", "domain", "server",
        "davserver", "ldapserver", "provider",
    ];

    // For opening a connection and for the look-up itself: who asks has no use for a later answer.
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(5);

    private readonly ConfigurationQuery _query = new(dialect);
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <inheritdoc/>
    public Task<DomainLookup> FindAsync(DomainName domain, DomainMatch widest, CancellationToken cancellation) =>
        ReadAsync((session, deadline) => _query.FindDomainAsync(session, domain, widest, deadline), cancellation);

    /// <inheritdoc/>
    public Task<DomainLookup> FindProviderAsync(DomainName name, ProviderNameKind kind, CancellationToken cancellation) =>
        ReadAsync(
            (session, deadline) => kind == ProviderNameKind.Host
                ? _query.FindHostAsync(session, name, deadline)
                : _query.FindMailExchangerAsync(session, name, deadline),
            cancellation);

    /// <inheritdoc/>
    public Task<bool> HoldsDataAsync(CancellationToken cancellation) =>
        ReadAsync(HoldsDataAsync, cancellation);

    /// <inheritdoc/>
    public Task<ImportResult> ImportAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation) =>
        WriteAsync(
            async session =>
            {
                ImportResult result = await ImportAsync(session, document, mode, cancellation);
                if (result is Imported)
                {
                    await dialect.CountOnAsync(session, cancellation);
                    await session.CommitAsync(cancellation);
                }

                return result;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<ImportResult> PreviewAsync(ImportDocument document, ImportMode mode, CancellationToken cancellation) =>
        WriteAsync(session => ImportAsync(session, document, mode, cancellation), cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<ExportedItem> ExportAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using SqlSession session = await GuardAsync(SqlSession.SnapshotAsync(dialect, echo, cancellation));
        await using IAsyncEnumerator<ExportedItem> items = new SqlExport(session).RunAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (await GuardAsync(items.MoveNextAsync().AsTask()))
            yield return items.Current;
    }

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

    private async Task<ImportResult> ImportAsync(
        SqlSession session, ImportDocument document, ImportMode mode, CancellationToken cancellation)
    {
        if (mode == ImportMode.Create && await HoldsDataAsync(session, cancellation))
            return StoreNotEmpty.Instance;
        SqlImport import = new(dialect, session, mode == ImportMode.Replace ? document.AsWhole() : document)
        {
            ReplacesAll = mode == ImportMode.Replace,
        };
        return await import.RunAsync(cancellation);
    }

    private async Task<bool> HoldsDataAsync(SqlSession session, CancellationToken cancellation)
    {
        const int Unprepared = -1;
        long sign = await session.NumberAsync(
            $"""
            SELECT CASE
                WHEN COALESCE(({Migrator.LastNumber}), 0) < {dialect.Schema} THEN {Unprepared}
                WHEN EXISTS (SELECT 1 FROM provider) OR EXISTS (SELECT 1 FROM domain) OR EXISTS (SELECT 1 FROM ldapserver) THEN 1
                ELSE 0 END
            """,
            cancellation);
        return sign == Unprepared ? throw Unavailable("its schema is not prepared") : sign == 1;
    }

    /// <summary>Lets go of what this object holds; the database is the dialect's.</summary>
    public void Dispose() => _turn.Dispose();

    private async Task<T> ReadAsync<T>(Func<SqlSession, CancellationToken, Task<T>> read, CancellationToken cancellation)
    {
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(LongestRead);
        try
        {
            for (int lost = 0; lost < SqlDialect.LargestPool; lost++)
            {
                if (await TryReadAsync(read, deadline.Token) is (var result, true))
                    return result!;
            }

            return await UseAsync(SqlSession.ReadAsync(dialect, echo, deadline.Token), session => read(session, deadline.Token));
        }
        catch (OperationCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable($"did not answer within {LongestRead.TotalSeconds} seconds", problem);
        }
    }

    // A pool's connections are lost when the server was restarted. That shows when they are used, and no reader need know: while
    // several find it out at once, one may be given as many lost ones as the pool has.
    private Task<(T? Result, bool IsRead)> TryReadAsync<T>(
        Func<SqlSession, CancellationToken, Task<T>> read, CancellationToken deadline) =>
        UseAsync<(T?, bool)>(SqlSession.ReadAsync(dialect, echo, deadline), async session =>
        {
            try
            {
                return (await read(session, deadline), true);
            }
            catch (DbException problem) when (dialect.IsLost(session.Connection, problem))
            {
                dialect.ForgetConnections(session.Connection);
                return (default, false);
            }
        });

    // This program's writers take turns here, however long one takes; the database's own patience is for other programs.
    private async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> write, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await UseAsync(SqlSession.WriteAsync(dialect, echo, cancellation), write);
        }
        finally
        {
            _turn.Release();
        }
    }

    private Task<T> UseAsync<T>(Task<SqlSession> opening, Func<SqlSession, Task<T>> use)
    {
        return GuardAsync(UseOpenedAsync());

        async Task<T> UseOpenedAsync()
        {
            await using SqlSession session = await opening;
            return await use(session);
        }
    }

    private async Task<T> GuardAsync<T>(Task<T> work)
    {
        try
        {
            return await work;
        }
        catch (DbException problem)
        {
            throw Unavailable(problem.Message, problem);
        }
    }

    private StoreUnavailableException Unavailable(string reason, Exception? problem = null) =>
        new($"{dialect.Description}: {reason}", problem!);
}
