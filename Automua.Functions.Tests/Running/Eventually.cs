using System.Diagnostics;

namespace Automua.Functions.Tests.Running;

/// <summary>Waits for what comes by itself, within a limit that only a fault reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks again and again until the answer is yes; fails when it never is.</summary>
    public static async Task IsAsync(Func<Task<bool>> isReached)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await isReached())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, "What was waited for never came.");
            await Task.Delay(20);
        }
    }
}
