using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Tests.Documents;

namespace Automua.Functions.Tests.Storage;

public abstract partial class StoreContract
{
    private static readonly string[] ManyNames = Imports.Names(400);

    [Fact]
    public async Task Imports_of_two_providers_at_once_are_both_stored()
    {
        string[] others = Imports.Names(400, "other.example");
        ImportResult[] results = await Task.WhenAll(
            Task.Run(() => ImportAsync(Imports.Of("One", Imports.Servers("one"), ManyNames))),
            Task.Run(() => ImportAsync(Imports.Of("Two", Imports.Servers("two"), others))));
        Assert.All(results, result => Assert.Equal(Counts(Added(1), Added(400)), CountsOf(result)));
        await AssertServersAsync(Imports.Servers("one"), ManyNames);
        await AssertServersAsync(Imports.Servers("two"), others);
    }

    [Fact]
    public async Task Of_two_imports_of_the_same_domains_at_once_one_is_last_for_all_of_them()
    {
        ImportResult[] results = await Task.WhenAll(
            Task.Run(() => ImportAsync(Imports.Of("One", Imports.Servers("left"), ManyNames))),
            Task.Run(() => ImportAsync(Imports.Of("One", Imports.Servers("right"), ManyNames))));
        Assert.Contains(Counts(Added(1), Added(400)), results.Select(CountsOf));
        Assert.Contains(Counts(Unchanged(1), Changed(400)), results.Select(CountsOf));
        string last = CountsOf(results[0]) == Counts(Added(1), Added(400)) ? "right" : "left";
        await AssertServersAsync(Imports.Servers(last), ManyNames);
    }

    [Fact]
    public async Task Many_imports_of_one_document_at_once_add_it_once()
    {
        ImportDocument document = Imports.Of("One", Imports.Servers("one"), "a.example", "b.example");
        ImportResult[] results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => ImportAsync(document))));
        Assert.Single(results, result => CountsOf(result) == Counts(Added(1), Added(2)));
        Assert.Equal(7, results.Count(result => CountsOf(result) == Counts(Unchanged(1), Unchanged(2))));
    }

    [Fact]
    public async Task Of_many_that_create_at_once_one_does()
    {
        ImportResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            () => ImportAsync(Imports.Of($"Provider {i}", Imports.Servers($"p{i}"), $"p{i}.example"), ImportMode.Create))));
        Assert.Single(results, result => result is Imported);
        Assert.Equal(7, results.Count(result => result is StoreNotEmpty));
        Assert.Equal(new StoreCounts(1, 1), await Store.PurgeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Readers_see_a_domain_wholly_old_or_wholly_new()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("old"), ManyNames));
        Task<ImportResult> import = Task.Run(() => ImportAsync(Imports.Of("One", Imports.Servers("new"), ManyNames)));
        string seen = "old";
        do
        {
            DomainConfiguration found = await FoundAsync("d200.many.example");
            string mark = found.Incoming[0].Host.Text.Split('.')[1];
            Assert.Equal(Imports.Servers(mark).Mail, found.MailServers());
            // What was new once is never old again.
            Assert.False(seen == "new" && mark == "old");
            seen = mark;
        }
        while (!import.IsCompleted);
        Assert.Equal(Counts(Unchanged(1), Changed(400)), CountsOf(await import));
        await AssertServersAsync(Imports.Servers("new"), ManyNames);
    }

    [Fact]
    public async Task Readers_see_a_domain_with_its_servers_or_not_at_all()
    {
        Task<ImportResult> import = Task.Run(() => ImportAsync(Imports.Of("One", Imports.Servers("one"), ManyNames)));
        do
            await AssertWholeOrUnknownAsync("d399.many.example");
        while (!import.IsCompleted);
        await import;
        await AssertServersAsync(Imports.Servers("one"), "d399.many.example");

        Task<StoreCounts> purge = Task.Run(() => Store.PurgeAsync(CancellationToken.None));
        do
            await AssertWholeOrUnknownAsync("d399.many.example");
        while (!purge.IsCompleted);
        await purge;
        await AssertUnknownAsync("d399.many.example");
    }

    [Fact]
    public async Task Work_that_is_cancelled_before_it_begins_changes_nothing()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example"));
        CancellationToken cancelled = new(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.ImportAsync(Imports.Of("Two", Imports.Servers("two"), "b.example"), ImportMode.Merge, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PurgeAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.FindAsync(DomainName.Parse("a.example"), DomainMatch.Any, cancelled));
        await AssertUnknownAsync("b.example");
        await AssertServersAsync(Imports.Servers("one"), "a.example");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(100)]
    public async Task An_import_that_is_cancelled_leaves_nothing(int lookups)
    {
        string[] names = Imports.Names(4000);
        await ImportedAsync(Imports.Of("One", Imports.Servers("old"), names[..10]));
        using CancellationTokenSource cancellation = new();
        ImportDocument document = Imports.Of("One", Imports.Servers("new"), 4, names).With(Imports.LdapServer(4));
        Task<ImportResult> import = Task.Run(() => Store.ImportAsync(document, ImportMode.Merge, cancellation.Token));
        // The look-ups are the measure of how far the import gets.
        for (int i = 0; i < lookups; i++)
            await FindAsync(names[5]);
        await cancellation.CancelAsync();

        bool stored = true;
        try
        {
            await import;
        }
        catch (OperationCanceledException)
        {
            stored = false;
        }

        await AssertServersAsync(Imports.Servers(stored ? "new" : "old"), names[..10]);
        if (!stored)
            await AssertUnknownAsync(names[10], names[2000], names[^1]);
        Assert.Equal(new StoreCounts(1, stored ? 4000 : 10), await Store.PurgeAsync(CancellationToken.None));
    }

    private async Task AssertWholeOrUnknownAsync(string domain)
    {
        DomainLookup lookup = await FindAsync(domain);
        if (lookup is not DomainNotFound)
            Assert.Equal(Imports.Servers("one").Mail, Assert.IsType<DomainFound>(lookup).Configuration.MailServers());
    }
}
