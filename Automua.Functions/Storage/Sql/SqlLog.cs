namespace Automua.Functions.Storage.Sql;

/// <summary>What the SQL store says in the log.</summary>
internal sealed partial class SqlLog(ILogger<SqlLog> logger) : ISqlEcho
{
    /// <summary>Shows a statement on one line.</summary>
    public void Show(string sql) => Echo(logger, string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    [LoggerMessage(1, LogLevel.Information, "SQL: {Statement}")]
    private static partial void Echo(ILogger logger, string statement);
}
