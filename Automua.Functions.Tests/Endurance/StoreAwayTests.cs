using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Endurance;

/// <summary>The store is away for hours, by the program's clock.</summary>
public sealed class StoreAwayTests(MovedClock clock) : IClassFixture<MovedClock>
{
    private const string Known = "/v1.1/example.com";

    [Fact]
    public async Task A_store_that_is_away_for_an_hour_is_not_noticed_by_who_asks_for_what_was_asked_for_before()
    {
        clock.Set(TimeSpan.Zero);
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new(clock.Environment) { ["AUTOMUA_CACHE_TTL"] = "1" });
        await program.StoreSampleDataAsync();
        string text = (await program.GetAsync(Known)).Text;
        Assert.Contains("<clientConfig", text, StringComparison.Ordinal);
        await program.ChangeDatabaseAsync("ALTER TABLE provider RENAME TO elsewhere");
        await Eventually.IsAsync(async () => (await program.GetAsync("/readyz")).Status == 503);
        foreach (int minutes in (int[])[5, 20, 40, 60])
        {
            clock.Set(TimeSpan.FromMinutes(minutes));
            for (int i = 0; i < 20; i++)
                Assert.Equal(text, (await program.GetAsync(Known)).Text);
        }

        await program.WaitForLogAsync("old answers are given");
        (await program.GetAsync("/v1.1/example.net")).AssertProblem(503);

        // Nor is a day later what was true the day before.
        clock.Set(TimeSpan.FromHours(26));
        (await program.GetAsync(Known)).AssertProblem(503);

        await program.ChangeDatabaseAsync("ALTER TABLE elsewhere RENAME TO provider; UPDATE server SET name = 'changed.example'");
        await Eventually.IsAsync(async () => (await program.GetAsync(Known)).Text.Contains("changed.example", StringComparison.Ordinal));
        Assert.Equal(200, (await program.GetAsync("/readyz")).Status);
    }
}
