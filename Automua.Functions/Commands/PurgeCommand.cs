using System.CommandLine;
using Automua.Core.Storage;
using Automua.Functions.Hosting;

namespace Automua.Functions.Commands;

/// <summary>Removes everything that is stored, for those who say that they mean it.</summary>
internal static class PurgeCommand
{
    /// <summary>The command as the command line has it.</summary>
    public static Command Create()
    {
        Option<bool> yes = new("--yes") { Description = "Says that everything is to be removed." };
        Command command = new("purge", "Removes everything that is stored.") { yes };
        command.Validators.Add(arguments =>
        {
            if (!arguments.GetValue(yes))
                arguments.AddError("Without --yes nothing is removed.");
        });
        AdministeredCommand administered = new(command);
        command.SetAction((arguments, cancellation) => administered.RunAsync(arguments, target => RunAsync(target, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IAdministered target, CancellationToken cancellation)
    {
        StoreCounts counts = await target.PurgeAsync(cancellation);
        Console.WriteLine($"removed: {counts.Providers} providers, {counts.Domains} domains");
        return ExitCode.Succeeded;
    }
}
