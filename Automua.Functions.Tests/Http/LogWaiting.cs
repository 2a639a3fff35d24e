using System.Diagnostics;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

/// <summary>Waits for lines of the log, which come after the answers they are about.</summary>
internal static class LogWaiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Waits until the error stream, where the log goes, holds a text; fails when it never does.</summary>
    public static async Task WaitForLogAsync(this AutomuaProgram program, string text)
    {
        long start = Stopwatch.GetTimestamp();
        while (!program.Log.Error.Contains(text, StringComparison.Ordinal))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, $"The log lacks '{text}': {program.Log.Error}");
            await Task.Delay(20);
        }
    }
}
