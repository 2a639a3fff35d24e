using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Hosting;

namespace Automua.Functions.Commands;

/// <summary>What keeps a command from its work: a wrong setting, a store that does not answer, a file or a service that cannot be reached.</summary>
internal static class CommandTrouble
{
    /// <summary>Runs a command, and says in one sentence why it cannot.</summary>
    /// <param name="work">The command; it returns the exit code.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> TellAsync(Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception problem) when (problem
            is ConfigurationProblemException or StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"automua: {problem.Message}");
            return ExitCode.Failed;
        }
    }
}
