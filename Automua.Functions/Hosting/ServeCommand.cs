using System.Net;
using System.Net.Sockets;
using Automua.Functions.Administration;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;

namespace Automua.Functions.Hosting;

/// <summary>Runs the service until it is told to stop.</summary>
internal static class ServeCommand
{
    /// <summary>Runs the service.</summary>
    /// <param name="listen">What the command line says of where to listen.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string? listen, CancellationToken cancellation)
    {
        try
        {
            AutomuaOptions options = OptionsReader.ForThisProcess().Read(listen);
            await RunAsync(options, cancellation);
            return options.IsCustomHandler ? ExitCode.StoppedUnderHost : ExitCode.Succeeded;
        }
        catch (Exception problem) when (problem is ConfigurationProblemException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"automua: {problem.Message}");
            return ExitCode.Failed;
        }
    }

    private static async Task RunAsync(AutomuaOptions options, CancellationToken cancellation)
    {
        // A key for this run is for whoever sees this terminal, and only where nobody else can reach the program.
        bool isPrivate = !options.IsCustomHandler && IPAddress.IsLoopback(options.Listen.Address);
        string? keyOfThisRun = options is { AdminKey: null, EntraIssuer: null } && isPrivate ? AdministratorGate.NewKey() : null;
        await using WebApplication app = AutomuaHost.Build(options, options.AdminKey ?? keyOfThisRun);
        StorePreparer store = app.Services.GetRequiredService<StorePreparer>();
        // Listening comes first: the Functions host waits for that. Until the store is prepared, requests are told to try again.
        await StartAsync(app, options, cancellation);
        bool isPrepared = await store.TryAsync(cancellation);
        app.TellServiceManager();

        Console.WriteLine($"automua {ProgramVersion.Text} listens on {app.Urls.First()}");
        Console.WriteLine($"configuration: {options.File ?? "none, defaults and environment"}");
        Console.WriteLine($"data: {app.Services.GetRequiredService<IStorePreparation>().Description}");
        if (keyOfThisRun is not null)
            Console.WriteLine($"administration key for this run: {keyOfThisRun}");
        else if (options is { AdminKey: null, EntraIssuer: null })
            Console.WriteLine("administration is off: neither admin_key nor entra_tenant is configured");
        GiveBackMemory();
        Task preparation = isPrepared ? Task.CompletedTask : store.UntilPreparedAsync(app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync(cancellation);
        await preparation;
    }

    // What only starting needed is half of the heap, and the collector would leave it there for as long as little is asked.
    private static void GiveBackMemory() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private static async Task StartAsync(WebApplication app, AutomuaOptions options, CancellationToken cancellation)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException problem) when (problem.InnerException is AddressInUseException)
        {
            throw new ConfigurationProblemException($"listen: {options.Listen} is in use by another program.");
        }
        catch (SocketException problem)
        {
            throw new ConfigurationProblemException($"listen: {options.Listen} cannot be used: {problem.Message}.");
        }
    }
}
