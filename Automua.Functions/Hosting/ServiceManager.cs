using System.Net.Sockets;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging.Console;

namespace Automua.Functions.Hosting;

/// <summary>
/// systemd, when it started the program as a service of type <c>notify</c> (sd_notify(3)). AddSystemd does not do here: it looks for
/// systemd in /proc, where a service with <c>ProtectProc=invisible</c> does not see it, and is ready before the store is.
/// </summary>
internal static class ServiceManager
{
    private const string SocketVariable = "NOTIFY_SOCKET";

    /// <summary>Adds what tells it of the program; where nobody waits to be told, that does nothing.</summary>
    public static IServiceCollection AddServiceManager(this IServiceCollection services) =>
        services.AddSingleton<ISystemdNotifier, SystemdNotifier>();

    /// <summary>Tells it that the program is ready, and later that it stops.</summary>
    public static void TellServiceManager(this IHost host)
    {
        ISystemdNotifier manager = host.Services.GetRequiredService<ISystemdNotifier>();
        IHostApplicationLifetime lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        lifetime.ApplicationStopping.Register(() => Tell(manager, ServiceState.Stopping));
        Tell(manager, ServiceState.Ready);
    }

    /// <summary>Writes log lines as its journal wants them: with their level, without a time of their own.</summary>
    public static ILoggingBuilder AddJournalLines(this ILoggingBuilder logging)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(SocketVariable)))
            logging.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName = ConsoleFormatterNames.Systemd);
        return logging;
    }

    private static void Tell(ISystemdNotifier manager, ServiceState state)
    {
        try
        {
            manager.Notify(state);
        }
        catch (SocketException)
        {
            // The variable outlived whom it names, as in a shell that a unit started: nobody waits to be told.
        }
    }
}
