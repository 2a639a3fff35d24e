namespace Automua.Functions.Storage.Sql;

/// <summary>What the SQL store says in the log.</summary>
internal sealed partial class SqlLog(ILogger<SqlLog> logger) : ISqlEcho
{
    /// <summary>Shows a statement on one line, at a level that is always on: the administrator asked for it.</summary>
    public void Show(string sql) => Echo(logger, string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    [LoggerMessage(1, LogLevel.Warning, "SQL: {Statement}")]
    private static partial void Echo(ILogger logger, string statement);
}
