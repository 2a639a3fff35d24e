using Automua.Functions.Administration;
using Automua.Functions.Configuration;
using Automua.Functions.Storage.Sql;

namespace Automua.Functions.Hosting;

/// <summary>What is logged of what happens, wherever the log goes.</summary>
internal static class LogLevels
{
    /// <summary>Sets the levels that the options ask for, and keeps the framework from logging what clients sent.</summary>
    public static ILoggingBuilder SetLevels(this ILoggingBuilder logging, AutomuaOptions options)
    {
        LogLevel level = options.LogLevel;
        logging.SetMinimumLevel(level);
        // The framework's own lines of lower levels hold paths and queries, and those hold addresses.
        logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
        logging.AddFilter("System", level > LogLevel.Warning ? level : LogLevel.Warning);
        // What keeps the program from starting is told in one sentence, by whoever starts it.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddFilter(typeof(AuditLog).FullName, LogLevel.Information);
        if (options.DatabaseEcho)
            logging.AddFilter(typeof(SqlLog).FullName, LogLevel.Information);
        return logging;
    }
}
