namespace Automua.Functions.Storage;

/// <summary>What is logged of the store as a whole.</summary>
internal sealed partial class StoreLog(ILogger<StoreLog> logger)
{
    [LoggerMessage(40, LogLevel.Error, "The store cannot be used yet, which is tried again every second: {Reason}")]
    public partial void Unprepared(string reason);

    [LoggerMessage(41, LogLevel.Warning, "The store can be used now: {Description}")]
    public partial void Prepared(string description);
}
