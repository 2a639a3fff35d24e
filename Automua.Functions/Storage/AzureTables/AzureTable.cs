using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Azure.Identity;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>The table that holds everything, and how long one waits for it.</summary>
internal sealed class AzureTable
{
    /// <summary>Its name.</summary>
    public const string Name = "automua";

    private const int NotFound = 404;
    private const int Conflict = 409;
    private const int PreconditionFailed = 412;

    // Whoever asks for a domain waits as well; tries again included.
    private static readonly TimeSpan LookupPatience = TimeSpan.FromSeconds(4);

    private static readonly TableClientOptions LookupOptions = Options(2, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1.5));
    private static readonly TableClientOptions PreparationOptions = Options(3, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(10));
    private static readonly TableClientOptions BulkOptions = Options(5, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(40));

    private readonly TableClient _lookups;
    private readonly TableClient _preparation;

    /// <summary>Makes a table's clients; nothing is asked yet.</summary>
    /// <param name="uri">Where it is.</param>
    /// <param name="identity">What opens it when the URI holds no key; null when it does.</param>
    public AzureTable(AzureTablesUri uri, TokenCredential? identity)
    {
        Description = $"Azure Table Storage, table {Name} of the {uri}";
        _lookups = Client(uri, identity, LookupOptions);
        _preparation = Client(uri, identity, PreparationOptions);
        Bulk = Client(uri, identity, BulkOptions);
    }

    /// <summary>Where the table is, for people; it holds no secret.</summary>
    public string Description { get; }

    /// <summary>What asks for much, and has time.</summary>
    public TableClient Bulk { get; }

    /// <summary>Makes the table where there is none yet.</summary>
    /// <exception cref="StoreUnavailableException">Table Storage does not answer.</exception>
    public Task PrepareAsync(CancellationToken cancellation) =>
        AskAsync(() => _preparation.CreateIfNotExistsAsync(cancellation), cancellation);

    /// <summary>Looks something up: soon, or not at all.</summary>
    /// <exception cref="StoreUnavailableException">The table does not answer, or not in time.</exception>
    public async Task<T> LookUpAsync<T>(Func<TableClient, CancellationToken, Task<T>> lookUp, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LookupPatience);
        return await AskAsync(() => lookUp(_lookups, limit.Token), cancellation);
    }

    /// <summary>Asks for much.</summary>
    /// <exception cref="StoreUnavailableException">The table does not answer.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return await ask();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable("there is no answer in time");
        }
        catch (Exception problem) when (IsTrouble(problem))
        {
            cancellation.ThrowIfCancellationRequested();
            throw Unavailable(Reason(problem));
        }
        catch (InvalidDataException problem)
        {
            throw Unavailable($"an entity was changed by another hand: {problem.Message.TrimEnd('.')}");
        }
    }

    /// <summary>The table in trouble.</summary>
    /// <param name="reason">Why, as a clause.</param>
    public StoreUnavailableException Unavailable(string reason) => new($"{Description}: {reason}.");

    /// <summary>Whether the table did not do what it was asked, for reasons that may pass.</summary>
    public static bool IsTrouble(Exception problem) => problem
        is RequestFailedException or AuthenticationFailedException or AggregateException or IOException or OperationCanceledException;

    /// <summary>Whether an answer says that an entity is not what it was when it was read.</summary>
    public static bool IsConflict(RequestFailedException problem) =>
        problem.Status is Conflict or PreconditionFailed
        || (problem.Status == NotFound && problem.ErrorCode == TableErrorCode.ResourceNotFound);

    /// <summary>What is wrong with an entity whose document cannot be read.</summary>
    public static RowFault Fault(TableEntity entity, InvalidDataException problem) =>
        Fault(entity, "Document", $"cannot be read: {problem.Message}");

    /// <summary>What is wrong with a property of an entity.</summary>
    public static RowFault Fault(TableEntity entity, string property, string problem) =>
        new(Name, 0, property, problem) { Key = $"{entity.PartitionKey}/{entity.RowKey}" };

    /// <summary>Reads an entity that another hand may have changed; null, and what is wrong, when it cannot be read.</summary>
    public static T? TryRead<T>(TableEntity entity, Func<TableEntity, T> read, out RowFault? fault)
    {
        fault = null;
        try
        {
            return read(entity);
        }
        catch (Exception problem) when (problem is InvalidDataException or InvalidOperationException or FormatException)
        {
            fault = Fault(entity, new InvalidDataException(problem.Message, problem));
            return default;
        }
    }

    private static TableClient Client(AzureTablesUri uri, TokenCredential? identity, TableClientOptions options) =>
        uri.ConnectionString is { } connection
            ? new TableClient(connection, Name, options)
            : new TableClient(uri.Endpoint, Name, identity, options);

    private static TableClientOptions Options(int retries, TimeSpan delay, TimeSpan timeout) => new()
    {
        Retry =
        {
            Mode = RetryMode.Exponential, MaxRetries = retries, Delay = delay, MaxDelay = 20 * delay, NetworkTimeout = timeout,
        },
        Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false, IsTelemetryEnabled = false },
    };

    // Of several tries the first, and of its message the first line: what follows is the whole of an answer.
    private static string Reason(Exception problem)
    {
        Exception first = problem is AggregateException { InnerException: { } inner } ? inner : problem;
        string line = first.Message.Split('\n', 2)[0].TrimEnd('.', '\r', ' ');
        return first is RequestFailedException { Status: > 0 } refused ? $"{refused.Status} {refused.ErrorCode}".TrimEnd() + $": {line}" : line;
    }
}
