using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Caching;
using Automua.Functions.Storage.Measuring;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage.Caching;

/// <summary>What the cache keeps, how much of it, and what makes it ask again.</summary>
public sealed class CachedStoreTests
{
    [Theory]
    [InlineData("a.example", "one")]
    [InlineData("unknown.example", null)]
    public async Task A_question_is_put_once_however_many_ask_at_the_same_time(string domain, string? mark)
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        await CacheFixture.StoreAsync(fixture.Cache, "one", "a.example");
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Store.BeforeLookup = _ => release.Task;
        Task<string?>[] asked = [.. Enumerable.Range(0, 100).Select(_ => fixture.MarkAsync(domain))];
        release.SetResult();
        Assert.All(await Task.WhenAll(asked), found => Assert.Equal(mark, found));
        Assert.Equal(mark, await fixture.MarkAsync(domain));
        Assert.Equal(1, fixture.Store.Lookups);
    }

    [Fact]
    public async Task Questions_that_differ_in_anything_are_put_each()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        DomainName name = DomainName.Parse("a.example");
        for (int round = 0; round < 2; round++)
        {
            foreach (DomainMatch widest in Enum.GetValues<DomainMatch>())
                await fixture.Cache.FindAsync(name, widest, CancellationToken.None);
            foreach (ProviderNameKind kind in Enum.GetValues<ProviderNameKind>())
                await fixture.Cache.FindProviderAsync(name, kind, CancellationToken.None);
            await fixture.FindAsync("b.example");
        }

        Assert.Equal(6, fixture.Store.Lookups);
    }

    [Fact]
    public async Task A_domain_that_is_put_or_removed_shows_at_once()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        await CacheFixture.StoreAsync(fixture.Cache, "one", "a.example");
        DomainPattern name = DomainPattern.Parse("a.example");
        Assert.Equal("one", await fixture.MarkAsync("a.example"));
        DomainEntry entry = new(name, "One", Imports.Servers("two"), null);
        Assert.IsType<Imported>(await fixture.Cache.PutDomainAsync(entry, _ => true, CancellationToken.None));
        Assert.Equal("two", await fixture.MarkAsync("a.example"));
        Assert.Equal(new DomainReading(entry, null), await fixture.Cache.ReadDomainAsync(name, CancellationToken.None));

        Assert.Same(DomainOutdated.Instance, await fixture.Cache.PutDomainAsync(entry, _ => false, CancellationToken.None));
        Assert.Equal(DomainRemoval.Outdated, await fixture.Cache.RemoveDomainAsync(name, _ => false, CancellationToken.None));
        Assert.Equal("two", await fixture.MarkAsync("a.example"));
        Assert.Equal(3, fixture.Store.Lookups);

        Assert.Equal(DomainRemoval.Removed, await fixture.Cache.RemoveDomainAsync(name, _ => true, CancellationToken.None));
        Assert.Null(await fixture.MarkAsync("a.example"));
    }

    [Fact]
    public async Task What_another_program_changes_is_seen_after_the_time_to_live()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Short);
        await CacheFixture.StoreAsync(fixture.Other, "old", "a.example");
        Assert.Equal("old", await fixture.MarkAsync("a.example"));
        Assert.Null(await fixture.MarkAsync("b.example"));
        await CacheFixture.StoreAsync(fixture.Other, "new", "a.example", "b.example");
        await Eventually.IsAsync(async () => await fixture.MarkAsync("a.example") == "new");
        await Eventually.IsAsync(async () => await fixture.MarkAsync("b.example") == "new");
        await fixture.Other.PurgeAsync(CancellationToken.None);
        await Eventually.IsAsync(async () => await fixture.MarkAsync("a.example") is null);
    }

    [Fact]
    public async Task Within_the_time_to_live_the_store_is_not_asked_again()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        await CacheFixture.StoreAsync(fixture.Other, "old", "a.example");
        Assert.Equal("old", await fixture.MarkAsync("a.example"));
        await CacheFixture.StoreAsync(fixture.Other, "new", "a.example");
        for (int i = 0; i < 100; i++)
            Assert.Equal("old", await fixture.MarkAsync("a.example"));
        Assert.Equal(1, fixture.Store.Lookups);
    }

    [Fact]
    public async Task Names_that_nobody_stored_push_out_none_that_somebody_did()
    {
        const int Entries = 40;
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long, Entries);
        string[] domains = Imports.Names(30);
        await CacheFixture.StoreAsync(fixture.Cache, "one", domains);
        foreach (string domain in domains)
            Assert.Equal("one", await fixture.MarkAsync(domain));
        foreach (string made in Imports.Names(2000, "made.up"))
            Assert.Null(await fixture.MarkAsync(made));
        Assert.InRange(fixture.CountEntries(), domains.Length, 2 * Entries);

        int before = fixture.Store.Lookups;
        foreach (string domain in domains)
            Assert.Equal("one", await fixture.MarkAsync(domain));
        Assert.Equal(before, fixture.Store.Lookups);
    }

    [Fact]
    public async Task Names_made_up_below_a_pattern_push_out_no_domain_in_use()
    {
        const int Entries = 100;
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Short, Entries);
        string[] domains = Imports.Names(30);
        await CacheFixture.StoreAsync(fixture.Cache, "one", [.. domains, "*.wide.example"]);
        for (int round = 0; round < 2; round++)
        {
            foreach (string domain in domains)
                Assert.Equal("one", await fixture.MarkAsync(domain));
            await Task.Delay(2 * CacheFixture.Short);
        }

        foreach (string made in Imports.Names(2000, "wide.example"))
            Assert.Equal("one", await fixture.MarkAsync(made));
        Assert.InRange(fixture.CountEntries(), domains.Length, Entries);
        fixture.Store.IsAway = true;
        foreach (string domain in domains)
            Assert.Equal("one", await fixture.MarkAsync(domain));
    }

    [Fact]
    public async Task A_full_cache_takes_up_what_is_asked_for_now()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long, entries: 20);
        await CacheFixture.StoreAsync(fixture.Cache, "one", "*");
        foreach (string name in Imports.Names(500))
            await fixture.FindAsync(name);
        await Eventually.IsAsync(async () =>
        {
            int before = fixture.Store.Lookups;
            await fixture.FindAsync("new.example");
            return fixture.Store.Lookups == before;
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_was_on_its_way_during_a_change_is_not_kept(bool wasKnown)
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        if (wasKnown)
            await CacheFixture.StoreAsync(fixture.Cache, "old", "a.example");
        TaskCompletionSource isRead = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Store.AfterLookup = () =>
        {
            isRead.TrySetResult();
            return release.Task;
        };
        Task<string?> early = fixture.MarkAsync("a.example");
        await isRead.Task;
        fixture.Store.AfterLookup = () => Task.CompletedTask;
        await CacheFixture.StoreAsync(fixture.Cache, "new", "a.example");
        Assert.Equal("new", await fixture.MarkAsync("a.example"));
        release.SetResult();
        Assert.Equal(wasKnown ? "old" : null, await early);
        for (int i = 0; i < 3; i++)
            Assert.Equal("new", await fixture.MarkAsync("a.example"));
    }

    [Fact]
    public async Task A_change_is_visible_when_its_administrator_did_not_wait_for_its_end()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        await CacheFixture.StoreAsync(fixture.Cache, "old", "a.example");
        Assert.Equal("old", await fixture.MarkAsync("a.example"));
        fixture.Store.AfterWrite = () => throw new OperationCanceledException();
        await Assert.ThrowsAsync<OperationCanceledException>(() => CacheFixture.StoreAsync(fixture.Cache, "new", "a.example"));
        Assert.Equal("new", await fixture.MarkAsync("a.example"));
    }

    [Fact]
    public async Task A_change_whose_end_the_store_did_not_tell_is_visible_and_old_answers_are_left_while_it_does_not_answer()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        await CacheFixture.StoreAsync(fixture.Cache, "old", "a.example", "b.example");
        Assert.Equal("old", await fixture.MarkAsync("a.example"));
        Assert.Equal("old", await fixture.MarkAsync("b.example"));
        Assert.Null(await fixture.MarkAsync("c.example"));
        fixture.Store.AfterWrite = () => throw new StoreUnavailableException("The connection is lost.");
        await Assert.ThrowsAsync<StoreUnavailableException>(
            () => CacheFixture.StoreAsync(fixture.Cache, "new", "a.example", "b.example", "c.example"));
        Assert.Equal("new", await fixture.MarkAsync("a.example"));
        Assert.Equal("new", await fixture.MarkAsync("c.example"));
        fixture.Store.IsAway = true;
        Assert.Equal("old", await fixture.MarkAsync("b.example"));
    }

    [Fact]
    public async Task What_changes_nothing_costs_no_answer()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        await CacheFixture.StoreAsync(fixture.Cache, "one", "a.example");
        Assert.Equal("one", await fixture.MarkAsync("a.example"));
        Assert.IsType<StoreNotEmpty>(await fixture.Cache.ImportAsync(
            Imports.Of("Two", Imports.Servers("two"), "b.example"), ImportMode.Create, CancellationToken.None));
        Assert.IsType<Imported>(await fixture.Cache.PreviewAsync(
            Imports.Of("Two", Imports.Servers("two"), "b.example"), ImportMode.Merge, CancellationToken.None));
        Assert.True(await fixture.Cache.HoldsDataAsync(CancellationToken.None));
        Assert.Equal("one", await fixture.MarkAsync("a.example"));
        Assert.Equal(1, fixture.Store.Lookups);
    }

    [Fact]
    public async Task Who_goes_does_not_take_the_question_along()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        await CacheFixture.StoreAsync(fixture.Cache, "one", "a.example");
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Store.BeforeLookup = _ => release.Task;
        using CancellationTokenSource going = new();
        Task<DomainLookup> first = fixture.FindAsync("a.example", going.Token);
        Task<string?> second = fixture.MarkAsync("a.example");
        await going.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();
        Assert.Equal("one", await second);
        Assert.Equal(1, fixture.Store.Lookups);
    }

    [Fact]
    public async Task Look_ups_and_the_stores_work_are_measured()
    {
        await using CacheFixture fixture = await CacheFixture.NewAsync(CacheFixture.Long);
        await CacheFixture.StoreAsync(fixture.Cache, "one", "a.example");
        for (int i = 0; i < 5; i++)
        {
            await fixture.FindAsync("a.example");
            await fixture.FindAsync("b.example");
        }

        await fixture.Cache.HoldsDataAsync(CancellationToken.None);
        Assert.Equal(2, fixture.Measured(StoreMetrics.LookupsName, $"{StoreMetrics.OutcomeAttribute}=miss"));
        Assert.Equal(8, fixture.Measured(StoreMetrics.LookupsName, $"{StoreMetrics.OutcomeAttribute}=hit"));
        Assert.Equal(2, fixture.CountEntries());
        foreach ((string attribute, int count) in ((string, int)[])
            [
                ($"{StoreMetrics.OperationAttribute}=find", 2), ($"{StoreMetrics.ResultAttribute}=found", 1),
                ($"{StoreMetrics.ResultAttribute}=not_found", 1), ($"{StoreMetrics.OperationAttribute}=import", 1),
                ($"{StoreMetrics.OperationAttribute}=holds_data", 1), ($"{StoreMetrics.ResultAttribute}=done", 2),
            ])
            Assert.Equal(count, fixture.Measured(StoreMetrics.DurationName, attribute));
    }

    [Fact]
    public async Task A_key_is_forgotten_when_the_last_has_left()
    {
        using KeyTurns turns = new();
        object first = Assert.IsType<object>(await AcquireAsync("a", Timeout.InfiniteTimeSpan), exactMatch: false);
        Assert.Null(await AcquireAsync("a", TimeSpan.Zero));
        Assert.Null(turns.AcquireLock("", "", "", "a", TimeSpan.Zero, null, CancellationToken.None));
        object other = Assert.IsType<object>(await AcquireAsync("b", TimeSpan.Zero), exactMatch: false);
        Assert.Equal(2, turns.Count);
        turns.ReleaseLock("", "", "", "a", first, null);
        turns.ReleaseLock("", "", "", "b", other, null);
        Assert.Equal(0, turns.Count);

        ValueTask<object?> AcquireAsync(string key, TimeSpan timeout) =>
            turns.AcquireLockAsync("", "", "", key, timeout, null, CancellationToken.None);
    }
}
