using System.Diagnostics;

namespace Automua.Functions.Tests.Running;

/// <summary>Waits for what comes by itself, within a limit that only a fault reaches.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Asks again and again until the answer is yes; fails when it never is.</summary>
    /// <param name="isReached">The question.</param>
    /// <param name="limit">How long to ask; half a minute when null.</param>
    /// <param name="trouble">What there is to say where the answer never is yes.</param>
    public static async Task IsAsync(Func<Task<bool>> isReached, TimeSpan? limit = null, Func<Task<string>>? trouble = null)
    {
        long start = Stopwatch.GetTimestamp();
        while (!await isReached())
        {
            if (Stopwatch.GetElapsedTime(start) > (limit ?? Patience))
                Assert.Fail($"What was waited for never came. {(trouble is null ? "" : await trouble())}");
            await Task.Delay(20);
        }
    }
}
