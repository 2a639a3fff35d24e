namespace Automua.Functions.Hosting;

/// <summary>What is logged of connections.</summary>
internal sealed partial class ConnectionLog(ILogger<ConnectionLog> logger)
{
    [LoggerMessage(2, LogLevel.Warning, "{Most} connections are open, and more are refused: the limit of open files leaves room for no more")]
    public partial void Refused(long most);
}
