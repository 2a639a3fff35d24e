using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Console;

namespace Automua.Functions.Hosting;

/// <summary>systemd, when it started the program as a service of type <c>notify</c> (sd_notify(3)).</summary>
internal static class ServiceManager
{
    private const string SocketVariable = "NOTIFY_SOCKET";

    /// <summary>Whether it waits to be told that the program is ready.</summary>
    public static bool Waits { get; } = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SocketVariable));

    /// <summary>Tells it when the program listens, and when it stops.</summary>
    public static IServiceCollection AddServiceManager(this IServiceCollection services)
    {
        // AddSystemd looks in /proc for the parent's name, which a service with ProtectProc=invisible does not see.
        if (Waits)
            services.AddSingleton<ISystemdNotifier, SystemdNotifier>().AddSingleton<IHostLifetime, SystemdLifetime>();
        return services;
    }

    /// <summary>Writes log lines as its journal wants them: with their level, without a time of their own.</summary>
    public static ILoggingBuilder AddJournalLines(this ILoggingBuilder logging)
    {
        if (Waits)
            logging.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = ConsoleFormatterNames.Systemd);
        return logging;
    }
}
