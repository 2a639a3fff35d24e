using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;

namespace Automua.Functions.Commands;

/// <summary>What commands that work on the configured store have in common: they open it, prepare it, and say in one sentence why they cannot.</summary>
internal static class StoreCommand
{
    /// <summary>The exit code of what was done.</summary>
    public const int Succeeded = 0;

    /// <summary>The exit code of what failed, or of what was found wanting.</summary>
    public const int Failed = 1;

    /// <summary>Runs a command on the store.</summary>
    /// <param name="work">The command; it returns the exit code.</param>
    /// <param name="cancellation">Ends the command.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(Func<AutomuaOptions, IConfigurationStore, Task<int>> work, CancellationToken cancellation) =>
        RunAsync(async (options, services) =>
        {
            await new StoreOpening(services.GetRequiredService<IStorePreparation>(), options.AutoMigrate).OpenAsync(cancellation);
            return await work(options, services.GetRequiredService<IConfigurationStore>());
        });

    /// <summary>Runs a command on the preparation of the store.</summary>
    /// <param name="work">The command; it returns the exit code.</param>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(Func<IStorePreparation, Task<int>> work) =>
        RunAsync((_, services) => work(services.GetRequiredService<IStorePreparation>()));

    /// <summary>Runs a command, and says in one sentence why it cannot.</summary>
    /// <param name="work">The command; it returns the exit code.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> TellingTroubleAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception problem) when (problem
            is ConfigurationProblemException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"automua: {problem.Message}");
            return Failed;
        }
    }

    private static Task<int> RunAsync(Func<AutomuaOptions, ServiceProvider, Task<int>> work) => TellingTroubleAsync(async () =>
    {
        AutomuaOptions options = OptionsReader.ForThisProcess().Read();
        await using ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddConfigurationStore(options.DatabaseUri, options.DatabaseEcho, options.ManagedIdentity)
            .BuildServiceProvider();
        return await work(options, services);
    });
}
