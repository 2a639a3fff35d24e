using System.Diagnostics;
using Automua.Core.Storage;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>
/// The turn to write. Programs that share a table take it one after the other; that of a program that died ends by itself soon,
/// and whoever comes next learns what was left unfinished.
/// </summary>
/// <remarks>
/// Time is the table's own: an entity's time stamp against the date of the answer. Domains, providers and directories are written
/// and removed with the ETag that was read all the same, so that a writer that overslept its turn undoes nobody's work.
/// </remarks>
internal sealed class WriterLease : IAsyncDisposable
{
    private const string Owner = "Owner";
    private const string Work = "Work";
    private const string Number = "LastNumber";
    private const string Nobody = "";

    private static readonly TimeSpan Term = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly TableClient _client;
    private readonly string _owner;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _renewing;
    private ETag _version;
    private UnfinishedWork _work;
    private long _renewed = Stopwatch.GetTimestamp();

    private WriterLease(TableClient client, string owner, ETag version, UnfinishedWork unfinished, long lastNumber)
    {
        (_client, _owner, _version, _work) = (client, owner, version, unfinished);
        (Unfinished, LastNumber) = (unfinished, lastNumber);
        _renewing = RenewAsync();
    }

    /// <summary>What the writer before left unfinished.</summary>
    public UnfinishedWork Unfinished { get; }

    /// <summary>The highest number that a domain ever got.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Is cancelled when the turn is another's.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Waits for the turn, and takes it.</summary>
    /// <exception cref="StoreUnavailableException">Others have it for too long.</exception>
    public static async Task<WriterLease> TakeAsync(AzureTable table, CancellationToken cancellation)
    {
        TableClient client = table.Bulk;
        string owner = $"{Guid.NewGuid():N}";
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            NullableResponse<TableEntity> stored = await client.GetEntityIfExistsAsync<TableEntity>(
                EntityKey.Writer.Partition, EntityKey.Writer.Row, cancellationToken: cancellation);
            if (IsFree(stored))
            {
                TableEntity? before = stored.HasValue ? stored.Value : null;
                UnfinishedWork unfinished = Enum.TryParse(before?.GetString(Work), out UnfinishedWork work) ? work : UnfinishedWork.None;
                long number = before?.GetInt64(Number) ?? 0;
                if (await TryWriteAsync(client, Entity(owner, unfinished, number), before?.ETag, cancellation) is { } version)
                    return new WriterLease(client, owner, version, unfinished, number);
            }

            if (Stopwatch.GetElapsedTime(start) > Patience)
                throw table.Unavailable("another program is importing; try again when it is done");
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Notes what is begun: from here on, a program that dies leaves work for the next one.</summary>
    /// <param name="work">What.</param>
    /// <param name="lastNumber">The highest number that a domain gets.</param>
    public Task BeginAsync(UnfinishedWork work, long lastNumber) => WriteAsync(_owner, work, lastNumber);

    /// <summary>Waits, before something is written, until the turn is surely held: a slow table may keep it from being renewed in time.</summary>
    public async Task HoldAsync()
    {
        long start = Stopwatch.GetTimestamp();
        while (!IsFresh)
        {
            try
            {
                await WriteAsync(_owner, unlessFresh: true);
            }
            catch (Exception problem) when (AzureTable.IsTrouble(problem) && Stopwatch.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(Pause, Lost);
            }
        }

        Lost.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// Notes that all that was begun, now or before, is done. Whoever is told of success may rely on it: what is not noted is
    /// taken for half done by the next writer.
    /// </summary>
    public Task FinishAsync() => _work == UnfinishedWork.None ? Task.CompletedTask : WriteAsync(_owner, UnfinishedWork.None, LastNumber);

    /// <summary>Gives the turn back.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _renewing;
        try
        {
            if (!_lost.IsCancellationRequested)
                await WriteAsync(Nobody);
        }
        catch (Exception problem) when (AzureTable.IsTrouble(problem))
        {
            // It ends by itself.
        }

        _gate.Dispose();
        _lost.Dispose();
        _ended.Dispose();
    }

    private bool IsFresh => Stopwatch.GetElapsedTime(Volatile.Read(ref _renewed)) < 2 * RenewalInterval;

    private static bool IsFree(NullableResponse<TableEntity> stored) =>
        !stored.HasValue
        || stored.Value!.GetString(Owner) is null or Nobody
        || stored.GetRawResponse().Headers.Date - stored.Value!.Timestamp >= Term;

    private static TableEntity Entity(string owner, UnfinishedWork work, long number) =>
        new(EntityKey.Writer.Partition, EntityKey.Writer.Row) { [Owner] = owner, [Work] = work.ToString(), [Number] = number };

    private static async Task<ETag?> TryWriteAsync(TableClient client, TableEntity entity, ETag? version, CancellationToken cancellation)
    {
        try
        {
            Response response = version is { } known
                ? await client.UpdateEntityAsync(entity, known, TableUpdateMode.Replace, cancellation)
                : await client.AddEntityAsync(entity, cancellation);
            return response.Headers.ETag;
        }
        catch (RequestFailedException problem) when (AzureTable.IsConflict(problem))
        {
            return null;
        }
    }

    private Task WriteAsync(string owner, bool unlessFresh = false) => WriteAsync(owner, null, null, unlessFresh);

    private async Task WriteAsync(string owner, UnfinishedWork? newWork, long? newNumber, bool unlessFresh = false)
    {
        await _gate.WaitAsync();
        long start = Stopwatch.GetTimestamp();
        // What takes longer than the turn lasts is of no use.
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Lost);
        limit.CancelAfter(Term);
        try
        {
            if (unlessFresh && IsFresh)
                return;
            // What is not written is not noted, now or by a later renewal.
            TableEntity entity = Entity(owner, newWork ?? _work, newNumber ?? LastNumber);
            ETag? version = await TryWriteAsync(_client, entity, _version, limit.Token);
            if (version is null)
            {
                // A write whose answer was lost may have been done all the same.
                TableEntity now = await _client.GetEntityAsync<TableEntity>(
                    EntityKey.Writer.Partition, EntityKey.Writer.Row, cancellationToken: limit.Token);
                if (now.GetString(Owner) == _owner)
                    version = await TryWriteAsync(_client, entity, now.ETag, limit.Token);
            }

            if (version is { } known)
            {
                _version = known;
                _work = newWork ?? _work;
                LastNumber = newNumber ?? LastNumber;
                Volatile.Write(ref _renewed, start);
            }
            else
            {
                await _lost.CancelAsync();
            }
        }
        finally
        {
            _gate.Release();
        }

        Lost.ThrowIfCancellationRequested();
    }

    private async Task RenewAsync()
    {
        using PeriodicTimer timer = new(RenewalInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(_ended.Token))
            {
                try
                {
                    await WriteAsync(_owner);
                }
                catch (Exception problem) when (AzureTable.IsTrouble(problem))
                {
                    Lost.ThrowIfCancellationRequested();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The turn was given back, or is lost.
        }
    }
}
