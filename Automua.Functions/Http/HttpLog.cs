using System.Net;

namespace Automua.Functions.Http;

/// <summary>What is logged of requests: the function, never a path or a query, which can hold an address.</summary>
internal sealed partial class HttpLog(ILogger<HttpLog> logger)
{
    public bool IsTold => logger.IsEnabled(LogLevel.Information);

    [LoggerMessage(10, LogLevel.Information, "{Method} {Function} for {Client} by {Scheme}: {Status} in {Milliseconds:0.0} ms")]
    public partial void Answered(string method, string function, IPAddress? client, string? scheme, int status, double milliseconds);

    [LoggerMessage(11, LogLevel.Warning, "{Function}: the configuration is unusable: {Reason}")]
    public partial void Unusable(string function, string reason);

    [LoggerMessage(13, LogLevel.Error, "{Function}: the store does not answer: {Reason}")]
    public partial void StoreUnavailable(string function, string reason);

    /// <summary>An exception that nobody expected, without its message: it could repeat what a client sent.</summary>
    public void Failed(string function, Exception problem) =>
        Failed(function, problem.GetType().Name, problem.StackTrace ?? "");

    [LoggerMessage(12, LogLevel.Error, "{Function}: {Exception} at {Place}")]
    private partial void Failed(string function, string exception, string place);
}
