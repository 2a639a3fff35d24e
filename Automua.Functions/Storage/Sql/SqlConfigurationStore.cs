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

    // For another writer's end, and then for the database's permission: who waits so long is better told to come back.
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(30);

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
                await KeepAsync(session, result, cancellation);
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
                StoreCounts counts = await new SqlListing(dialect, session).CountAsync(cancellation);
                foreach (string table in TablesChildrenFirst)
                    await session.RunAsync($"DELETE FROM {table}", cancellation);
                await session.CommitAsync(cancellation);
                return counts;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<StoreCounts> CountAsync(CancellationToken cancellation) =>
        ReadAsync((session, deadline) => new SqlListing(dialect, session).CountAsync(deadline), cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<ProviderSummary>> ListProvidersAsync(CancellationToken cancellation) =>
        ReadAsync((session, deadline) => new SqlListing(dialect, session).ProvidersAsync(deadline), cancellation);

    /// <inheritdoc/>
    public Task<ExportedProvider?> ReadProviderAsync(string key, CancellationToken cancellation) =>
        ReadAsync((session, deadline) => ProviderRows.ExportAsync(session, key, deadline), cancellation, isOfOneMoment: true);

    /// <inheritdoc/>
    public Task<IReadOnlyList<DomainSummary>> ListDomainsAsync(DomainQuery query, CancellationToken cancellation) =>
        ReadAsync((session, deadline) => new SqlListing(dialect, session).DomainsAsync(query, deadline), cancellation);

    /// <inheritdoc/>
    public Task<DomainReading> ReadDomainAsync(DomainPattern name, CancellationToken cancellation) =>
        ReadAsync(
            async (session, deadline) => (await new DomainRows(dialect, session).ReadAsync(name, deadline)).Reading,
            cancellation,
            isOfOneMoment: true);

    /// <inheritdoc/>
    public Task<ImportResult> PutDomainAsync(DomainEntry domain, Func<DomainReading, bool> condition, CancellationToken cancellation) =>
        WriteAsync(
            async session =>
            {
                ImportResult result = await new SqlDomainChange(dialect, session).PutAsync(domain, condition, cancellation);
                await KeepAsync(session, result, cancellation);
                return result;
            },
            cancellation);

    /// <inheritdoc/>
    public Task<DomainRemoval> RemoveDomainAsync(DomainPattern name, Func<DomainReading, bool> condition, CancellationToken cancellation) =>
        WriteAsync(
            async session =>
            {
                DomainRemoval removal = await new SqlDomainChange(dialect, session).RemoveAsync(name, condition, cancellation);
                if (removal == DomainRemoval.Removed)
                    await session.CommitAsync(cancellation);
                return removal;
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

    private async Task KeepAsync(SqlSession session, ImportResult result, CancellationToken cancellation)
    {
        if (result is not Imported)
            return;
        await dialect.CountOnAsync(session, cancellation);
        await session.CommitAsync(cancellation);
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

    private async Task<T> ReadAsync<T>(
        Func<SqlSession, CancellationToken, Task<T>> read, CancellationToken cancellation, bool isOfOneMoment = false)
    {
        CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<T> reading = ReadAsync(
            () => isOfOneMoment ? SqlSession.SnapshotAsync(dialect, echo, end.Token) : SqlSession.ReadAsync(dialect, echo, end.Token),
            read,
            end.Token,
            cancellation);
        try
        {
            return await reading.WaitAsync(LongestRead, cancellation);
        }
        catch (TimeoutException problem)
        {
            throw Unavailable($"did not answer within {LongestRead.TotalSeconds} seconds", problem);
        }
        finally
        {
            _ = EndAsync(reading, end);
        }
    }

    // Who asked does not wait for this: clients of databases end a statement by asking the server for it, and wait for its
    // answer. They do so on the thread that tells them, which is one of its own, for a server that stands still holds it.
    private static async Task EndAsync(Task reading, CancellationTokenSource end)
    {
        using (end)
        {
            if (!reading.IsCompleted)
                await Task.Factory.StartNew(end.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<T> ReadAsync<T>(
        Func<Task<SqlSession>> open, Func<SqlSession, CancellationToken, Task<T>> read, CancellationToken end, CancellationToken cancellation)
    {
        for (int lost = 0; lost < SqlDialect.LargestPool; lost++)
        {
            if (await TryReadAsync(open, read, end, cancellation) is (var result, true))
                return result!;
        }

        return await UseAsync(open(), session => read(session, end));
    }

    // A pool's connections are lost when the server was restarted. That shows when they are used, and no reader need know: while
    // several find it out at once, one may be given as many lost ones as the pool has.
    private Task<(T? Result, bool IsRead)> TryReadAsync<T>(
        Func<Task<SqlSession>> open, Func<SqlSession, CancellationToken, Task<T>> read, CancellationToken end, CancellationToken cancellation) =>
        UseAsync<(T?, bool)>(open(), async session =>
        {
            try
            {
                return (await read(session, end), true);
            }
            catch (DbException problem) when (dialect.IsLost(session.Connection, problem))
            {
                dialect.ForgetConnections(session.Connection);
                return (default, false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                // Nobody hung up, and nobody answered: the way to the server may be gone, and with it all the pool's connections.
                dialect.ForgetConnections(session.Connection);
                throw;
            }
        });

    // This program's writers take turns here; the database's own order is for other programs.
    private async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> write, CancellationToken cancellation)
    {
        if (!await _turn.WaitAsync(LongestTurn, cancellation))
            throw Unavailable($"another change has been going on for {LongestTurn.TotalSeconds} seconds");
        try
        {
            return await UseAsync(OpenWriterAsync(cancellation), write);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<SqlSession> OpenWriterAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(LongestTurn);
        try
        {
            return await SqlSession.WriteAsync(dialect, echo, end.Token);
        }
        catch (OperationCanceledException problem) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable($"did not take a change within {LongestTurn.TotalSeconds} seconds; another program may be writing", problem);
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
