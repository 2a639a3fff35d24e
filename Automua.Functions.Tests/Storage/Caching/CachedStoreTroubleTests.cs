using Automua.Core.Storage;
using Automua.Functions.Storage.Measuring;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage.Caching;

/// <summary>What the cache answers while the store does not, or not soon, and how it comes back.</summary>
public sealed class CachedStoreTroubleTests
{
    [Fact]
    public async Task While_the_store_does_not_answer_old_answers_are_given_and_others_are_refused()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Short);
        await CacheFixture.StoreAsync(fixture.Cache, "old", "a.example", "c.example");
        Assert.Equal("old", await fixture.MarkAsync("a.example"));
        Assert.Null(await fixture.MarkAsync("b.example"));
        fixture.Store.IsAway = true;
        await Task.Delay(2 * CacheFixture.Short);
        await CacheFixture.StoreAsync(fixture.Other, "new", "a.example", "b.example");
        int before = fixture.Store.Lookups;
        for (int i = 0; i < 1000; i++)
        {
            Assert.Equal("old", await fixture.MarkAsync("a.example"));
            Assert.Null(await fixture.MarkAsync("b.example"));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => fixture.FindAsync("c.example"));
        }

        // Neither the store nor the log is bothered by each request.
        Assert.InRange(fixture.Store.Lookups - before, 3, 300);
        Assert.InRange(fixture.Errors.Length, 1, 300);
        Assert.All(fixture.Errors, line => Assert.DoesNotContain(".example", line, StringComparison.Ordinal));
        Assert.InRange(fixture.Measured(StoreMetrics.LookupsName, $"{StoreMetrics.OutcomeAttribute}=stale"), 1900, 2000);

        fixture.Store.IsAway = false;
        await Eventually.IsAsync(async () => await fixture.MarkAsync("a.example") == "new");
        await Eventually.IsAsync(async () => await fixture.MarkAsync("b.example") == "new");
        await Eventually.IsAsync(async () => await TryMarkAsync(fixture, "c.example") == "old");
    }

    [Fact]
    public async Task Of_requests_for_one_domain_that_wait_for_a_failing_store_one_asks_and_one_tells()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Store.BeforeLookup = _ => release.Task;
        Task<DomainLookup>[] asked = [.. Enumerable.Range(0, 100).Select(_ => fixture.FindAsync("a.example"))];
        release.SetException(new StoreUnavailableException("It did not answer in time."));
        int told = 0;
        foreach (Task<DomainLookup> one in asked)
            told += (await Assert.ThrowsAsync<StoreUnavailableException>(() => one)).IsRepeated ? 0 : 1;
        // The failure itself is kept for a moment, and a slow machine may need several.
        Assert.InRange(fixture.Store.Lookups, 1, 10);
        Assert.Equal(fixture.Store.Lookups, told);
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_not_asked_for_every_other_domain()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        fixture.Store.IsAway = true;
        foreach (string name in Imports.Names(1000))
            await Assert.ThrowsAsync<StoreUnavailableException>(() => fixture.FindAsync(name));
        Assert.InRange(fixture.Store.Lookups, 3, 100);
    }

    [Fact]
    public async Task A_domain_for_which_the_store_fails_lets_all_others_be_answered()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        string[] domains = Imports.Names(100);
        await CacheFixture.StoreAsync(fixture.Cache, "one", domains);
        fixture.Store.BeforeLookup = name =>
            name.Value == "bad.example" ? throw new StoreUnavailableException("This row cannot be read.") : Task.CompletedTask;
        foreach (string domain in domains)
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => fixture.FindAsync("bad.example"));
            Assert.Equal("one", await fixture.MarkAsync(domain));
        }
    }

    [Fact]
    public async Task What_the_store_said_to_be_gone_does_not_come_back_when_the_store_fails()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Short);
        await CacheFixture.StoreAsync(fixture.Cache, "one", "a.example");
        Assert.Equal("one", await fixture.MarkAsync("a.example"));
        await fixture.Other.PurgeAsync(CancellationToken.None);
        await Eventually.IsAsync(async () => await fixture.MarkAsync("a.example") is null);
        fixture.Store.IsAway = true;
        await Task.Delay(2 * CacheFixture.Short);
        for (int i = 0; i < 3; i++)
            Assert.Null(await fixture.MarkAsync("a.example"));
    }

    [Theory]
    [InlineData("a.example", "old")]
    [InlineData("b.example", null)]
    public async Task A_slow_store_is_not_waited_for_when_there_is_an_old_answer(string domain, string? mark)
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Short);
        await CacheFixture.StoreAsync(fixture.Cache, "old", "a.example");
        Assert.Equal(mark, await fixture.MarkAsync(domain));
        await CacheFixture.StoreAsync(fixture.Other, "new", "a.example", "b.example");
        await Task.Delay(2 * CacheFixture.Short);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using ManualResetEventSlim blocked = new();
        // The thread that asks is held, as SQLite holds it.
        fixture.Store.BeforeLookup = _ =>
        {
            blocked.Wait(TimeSpan.FromSeconds(30));
            return release.Task;
        };
        Assert.Equal(mark, await fixture.MarkAsync(domain));
        Assert.Equal(mark, await fixture.MarkAsync(domain));
        blocked.Set();
        release.SetResult();
        fixture.Store.BeforeLookup = _ => throw new StoreUnavailableException("Nobody need ask again.");
        await Eventually.IsAsync(async () => await fixture.MarkAsync(domain) == "new");
    }

    [Fact]
    public async Task What_nobody_expected_is_not_hidden_by_an_old_answer_and_not_kept()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Short);
        await CacheFixture.StoreAsync(fixture.Cache, "one", "a.example");
        Assert.Equal("one", await fixture.MarkAsync("a.example"));
        await Task.Delay(2 * CacheFixture.Short);
        fixture.Store.BeforeLookup = _ => throw new FormatException();
        await Assert.ThrowsAsync<FormatException>(() => fixture.FindAsync("a.example"));
        await Assert.ThrowsAsync<FormatException>(() => fixture.FindAsync("b.example"));
        fixture.Store.IsAway = false;
        Assert.Equal("one", await fixture.MarkAsync("a.example"));
        Assert.Null(await fixture.MarkAsync("b.example"));
    }

    [Fact]
    public async Task A_change_brings_back_a_store_that_did_not_answer_a_moment_ago()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        fixture.Store.IsAway = true;
        foreach (string name in Imports.Names(10))
            await Assert.ThrowsAsync<StoreUnavailableException>(() => fixture.FindAsync(name));
        fixture.Store.IsAway = false;
        await CacheFixture.StoreAsync(fixture.Cache, "one", Imports.Names(10));
        foreach (string name in Imports.Names(10))
            Assert.Equal("one", await fixture.MarkAsync(name));
    }

    private static async Task<string?> TryMarkAsync(CacheFixture fixture, string domain)
    {
        try
        {
            return await fixture.MarkAsync(domain);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }
}
