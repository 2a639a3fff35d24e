using System.Diagnostics;

namespace Automua.Functions.Tests.Http;

/// <summary>
/// Random and mutated requests to every function. FUZZ_REQUESTS asks for another number of them and for measuring: time and memory
/// are held against limits then. FUZZ_SEED asks for others.
/// </summary>
public sealed class FuzzTests(SeededProgram seeded, ITestOutputHelper output) : IClassFixture<SeededProgram>
{
    private const int Lanes = 4;
    private const int RequestsOfATestRun = 4000;
    private const long Growth = 64 * 1024 * 1024;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task No_request_is_ever_the_fault_of_the_service()
    {
        int? asked = Number("FUZZ_REQUESTS");
        int requests = (asked ?? RequestsOfATestRun) / Lanes;
        int seed = Number("FUZZ_SEED") ?? 1;
        FuzzLane[] lanes = [.. Enumerable.Range(0, Lanes).Select(lane => new FuzzLane(seeded.Program, (seed * Lanes) + lane))];
        try
        {
            int toWarmUp = requests / 10;
            await Task.WhenAll(lanes.Select(lane => lane.SendAsync(toWarmUp)));
            long before = seeded.Program.ResidentMemory;
            long start = Stopwatch.GetTimestamp();
            await Task.WhenAll(lanes.Select(lane => lane.SendAsync(requests - toWarmUp)));
            TimeSpan took = Stopwatch.GetElapsedTime(start);
            long after = seeded.Program.ResidentMemory;

            FuzzLane slowest = lanes.MaxBy(lane => lane.Slowest)!;
            output.WriteLine(
                $"{requests * Lanes} requests, seed {seed}: {(requests - toWarmUp) * Lanes} of them in {took.TotalSeconds:F1} s after a warm-up, "
                + $"the slowest in {slowest.Slowest.TotalMilliseconds:F0} ms; resident {before >> 20} MiB, at the end {after >> 20} MiB.");
            output.WriteLine(string.Join(", ", lanes.SelectMany(lane => lane.Statuses).GroupBy(status => status.Key, status => status.Value)
                .OrderBy(status => status.Key).Select(status => $"{(status.Key == 0 ? "no answer" : status.Key)}: {status.Sum()}")));
            if (asked is not null)
            {
                Assert.True(slowest.Slowest <= LongestWait, $"{slowest.Slowest} for {slowest.SlowestRequest}");
                Assert.True(after - before <= Growth, $"Resident memory grew from {before} to {after} octets.");
            }
        }
        finally
        {
            foreach (FuzzLane lane in lanes)
                lane.Dispose();
        }

        Assert.Equal(200, (await seeded.Program.GetAsync("/mail/config-v1.1.xml?emailaddress=user@example.com")).Status);
        Assert.DoesNotContain("fail:", seeded.Program.Log.Error, StringComparison.Ordinal);
    }

    private static int? Number(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text) : null;
}
