using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;

namespace Automua.Functions.Commands;

/// <summary>What commands that work on the configured store have in common: they open it and prepare it.</summary>
internal static class StoreCommand
{
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

    private static Task<int> RunAsync(Func<AutomuaOptions, ServiceProvider, Task<int>> work) => CommandTrouble.TellAsync(async () =>
    {
        AutomuaOptions options = OptionsReader.ForThisProcess().Read();
        await using ServiceProvider services = new ServiceCollection()
            .AddLogging()
            .AddConfigurationStore(options.DatabaseUri, options.DatabaseEcho, options.ManagedIdentity)
            .BuildServiceProvider();
        return await work(options, services);
    });
}
