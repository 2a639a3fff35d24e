using System.CommandLine;
using Automua.Core.Storage;

namespace Automua.Functions.Commands;

/// <summary>Removes everything from the configured store, for those who say that they mean it.</summary>
internal static class PurgeCommand
{
    /// <summary>The command as the command line has it.</summary>
    public static Command Create()
    {
        Option<bool> yes = new("--yes") { Description = "Says that everything is to be removed." };
        Command command = new("purge", "Removes everything from the store.") { yes };
        command.Validators.Add(arguments =>
        {
            if (!arguments.GetValue(yes))
                arguments.AddError("Without --yes nothing is removed.");
        });
        command.SetAction((_, cancellation) => StoreCommand.RunAsync((_, store) => RunAsync(store, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IConfigurationStore store, CancellationToken cancellation)
    {
        StoreCounts counts = await store.PurgeAsync(cancellation);
        Console.WriteLine($"removed: {counts.Providers} providers, {counts.Domains} domains");
        return StoreCommand.Succeeded;
    }
}
