using Automua.Functions.Administration;
using Automua.Functions.Configuration;
using Automua.Functions.Storage.Sql;
using Microsoft.Extensions.Logging.Console;

namespace Automua.Functions.Hosting;

/// <summary>The log: lines on the error stream, whichever host runs the program.</summary>
internal static class ConsoleLog
{
    /// <summary>Adds the log, with the levels that the options ask for, and keeps the framework from logging what clients sent.</summary>
    public static ILoggingBuilder AddConsoleLog(this ILoggingBuilder logging, AutomuaOptions options)
    {
        LogLevel level = options.LogLevel;
        logging.SetMinimumLevel(level);
        // The framework's own lines of lower levels hold paths and queries, and those hold addresses.
        logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
        logging.AddFilter("System", level > LogLevel.Warning ? level : LogLevel.Warning);
        // Where it could write something about a request, the host first gives each one an identity for that.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // What keeps the program from starting is told in one sentence, by whoever starts it.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        logging.AddFilter(typeof(AuditLog).FullName, LogLevel.Information);
        if (options.DatabaseEcho)
            logging.AddFilter(typeof(SqlLog).FullName, LogLevel.Information);
        logging.AddSimpleConsole(console => console.SingleLine = true).AddJournalLines();
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
