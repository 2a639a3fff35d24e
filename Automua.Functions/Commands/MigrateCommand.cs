using System.CommandLine;
using Automua.Functions.Hosting;
using Automua.Functions.Storage;

namespace Automua.Functions.Commands;

/// <summary>Brings the configured store to this program's schema, and says what that took.</summary>
internal static class MigrateCommand
{
    /// <summary>Makes the command <c>migrate</c>.</summary>
    public static Command Create()
    {
        Command command = new("migrate", "Brings the store to the schema of this program; the service does so by itself, unless auto_migrate is no.");
        command.SetAction((_, cancellation) => StoreCommand.RunAsync(store => MigrateAsync(store, cancellation)));
        return command;
    }

    private static async Task<int> MigrateAsync(IStorePreparation store, CancellationToken cancellation)
    {
        IReadOnlyList<string> steps = await store.PendingAsync(cancellation);
        await store.PrepareAsync(cancellation);
        foreach (string step in steps)
            Console.WriteLine($"added: {step}");
        Console.WriteLine($"The {store.Description} is on the schema of this program.");
        return ExitCode.Succeeded;
    }
}
