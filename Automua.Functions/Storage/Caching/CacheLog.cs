namespace Automua.Functions.Storage.Caching;

/// <summary>What the cache says in the log.</summary>
internal sealed partial class CacheLog(ILogger<CacheLog> logger)
{
    [LoggerMessage(50, LogLevel.Error, "The store does not answer, old answers are given: {Reason}")]
    public partial void StoreUnavailable(string reason);
}
