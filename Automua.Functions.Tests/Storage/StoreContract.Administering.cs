using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Tests.Documents;

namespace Automua.Functions.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_domain_can_be_put_beside_others()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example"));
        DomainEntry entry = Entry("b.example", "One", Imports.Servers("one"));
        Assert.Equal(Counts(Unchanged(1), Added(1)), CountsOf(await PutAsync(entry)));
        await AssertStoredAsync(entry);
        await AssertStoredAsync(Entry("a.example", "One", Imports.Servers("one")));
        await AssertToldAsync("a.example", "b.example");
        await AssertToldAsync("b.example", "a.example");

        Assert.Equal(Counts(Unchanged(1), Unchanged(1)), CountsOf(await PutAsync(entry)));
        await AssertStoredAsync(entry);
    }

    [Fact]
    public async Task A_domain_that_is_put_as_it_is_stored_changes_nothing()
    {
        await ImportedAsync(ReadDocument(Everything));
        foreach (ExportedProvider provider in await ExportedProvidersAsync())
        {
            foreach (ExportedDomain domain in provider.Domains)
            {
                DomainEntry entry = (await ReadAsync(domain.Name.Value)).Entry!;
                Assert.Equal(new DomainEntry(domain.Name, provider.Id ?? provider.Provider.Name, domain.Servers, domain.DirectoryId), entry);
                Assert.Equal(Counts(Unchanged(1), Unchanged(1)), CountsOf(await PutAsync(entry)));
            }
        }

        Assert.Equal(Everything, await ExportAsync());
    }

    [Fact]
    public async Task A_domain_that_is_put_otherwise_leaves_its_siblings_as_they_are()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example", "c.example").With(Imports.LdapServer(4)));
        DavServer calendar = new(DavServerType.CalDav, Template.Parse("https://dav.example/"));
        foreach (DomainEntry entry in (DomainEntry[])
            [
                Entry("b.example", "One", Imports.Servers("two")),
                Entry("b.example", "One", Imports.Servers("two") with { Dav = [calendar] }),
                Entry("b.example", "One", Imports.Servers("one"), 4),
                Entry("b.example", "One", new ImportedServers([.. Imports.Servers("one").Mail.Reverse()], [])),
                Entry("b.example", "One", ImportedServers.None),
            ])
        {
            Assert.Equal(new ImportChanges([], ["b.example"], 0, []), Assert.IsType<Imported>(await PutAsync(entry)).Domains);
            await AssertStoredAsync(entry);
            await AssertStoredAsync(Entry("a.example", "One", Imports.Servers("one")));
            await AssertToldAsync("a.example", "c.example");
            await AssertToldAsync("b.example");
        }

        await PutAsync(Entry("b.example", "One", Imports.Servers("one")));
        await AssertToldAsync("a.example", "b.example", "c.example");
        await AssertToldAsync("b.example", "a.example", "c.example");
    }

    [Fact]
    public async Task A_domain_that_is_put_can_move_to_another_provider()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("same"), "a.example", "b.example", "c.example"));
        await ImportedAsync(Imports.Of("Two", Imports.Servers("same"), "d.example"));
        DomainEntry entry = Entry("b.example", "Two", Imports.Servers("same"));
        Assert.Equal(Counts(Unchanged(1), Changed(1)), CountsOf(await PutAsync(entry)));
        await AssertStoredAsync(entry);
        await AssertToldAsync("b.example", "d.example");
        await AssertToldAsync("d.example", "b.example");
        await AssertToldAsync("a.example", "c.example");
        await AssertStoredAsync(Entry("a.example", "One", Imports.Servers("same")));

        // Servers that they shared are their own now.
        await PutAsync(Entry("a.example", "One", Imports.Servers("new")));
        await AssertStoredAsync(entry);
        await AssertStoredAsync(Entry("c.example", "One", Imports.Servers("same")));
        await PutAsync(Entry("b.example", "One", Imports.Servers("same")));
        await AssertToldAsync("b.example", "c.example");
        await AssertToldAsync("d.example");
        await AssertExportsAsync(
            Imports.Of("One", Imports.Servers("new"), "a.example"),
            Imports.Of("One", Imports.Servers("same"), "b.example", "c.example"),
            Imports.Of("Two", Imports.Servers("same"), "d.example"));
    }

    [Fact]
    public async Task Of_a_provider_with_many_domains_those_that_are_left_are_told_again()
    {
        string[] names = Imports.Names(DomainConfiguration.MostDomainsTold);
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), names));
        await ImportedAsync(Imports.Of("Two", Imports.Servers("one"), "two.example"));
        await AssertToldAsync(names[0], names[1..]);
        await PutAsync(Entry("more.example", "One", Imports.Servers("one")));
        await AssertToldAsync(names[0]);
        await AssertToldAsync("more.example");

        await PutAsync(Entry("more.example", "Two", Imports.Servers("one")));
        await AssertToldAsync(names[0], names[1..]);
        await AssertToldAsync("more.example", "two.example");

        await PutAsync(Entry("more.example", "One", Imports.Servers("one")));
        await AssertToldAsync(names[0]);
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync(names[1]));
        await AssertToldAsync(names[0], [.. names[2..], "more.example"]);
    }

    [Theory]
    [InlineData("*.example", "x.example")]
    [InlineData("*", "any.test")]
    [InlineData("münchen.example", "xn--mnchen-3ya.example")]
    public async Task Patterns_and_names_of_all_scripts_are_put_and_removed(string name, string asked)
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example"));
        DomainEntry entry = Entry(name, "One", Imports.Servers("two"));
        Assert.Equal(new ImportChanges([entry.Name.Value], [], 0, []), Assert.IsType<Imported>(await PutAsync(entry)).Domains);
        Assert.Equal(entry, (await ReadAsync(name)).Entry);
        await AssertServersAsync(Imports.Servers("two"), asked);
        await AssertServersAsync(Imports.Servers("one"), "a.example");
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync(name));
        await AssertUnknownAsync(asked);
    }

    [Fact]
    public async Task Of_wider_patterns_nothing_is_read_under_a_domains_own_name()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "*.example", "*"));
        Assert.Same(DomainReading.Absent, await ReadAsync("a.example"));
        Assert.Equal(DomainRemoval.NotFound, await RemoveAsync("a.example"));
        Assert.Equal(Imports.Servers("one"), (await ReadAsync("*")).Entry!.Servers);
    }

    [Fact]
    public async Task A_domain_that_is_put_names_an_LDAP_server_or_none()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example").With(Imports.LdapServer(4)));
        await PutAsync(Entry("a.example", "One", Imports.Servers("one"), 4));
        await AssertStoredAsync(Entry("a.example", "One", Imports.Servers("one"), 4));
        Assert.Equal(Imports.LdapServer(4), (await FoundAsync("a.example")).Directory);
        await PutAsync(Entry("a.example", "One", Imports.Servers("one")));
        await AssertStoredAsync(Entry("a.example", "One", Imports.Servers("one")));
    }

    [Fact]
    public async Task A_domain_is_refused_that_names_what_is_not_stored()
    {
        await ImportedAsync(ReadDocument(Everything));
        foreach ((DomainEntry entry, string pointer, string value) in ((DomainEntry, string, string)[])
            [
                (Entry("a.example", "Nobody", Imports.Servers("new")), "/provider", "'Nobody'"),
                (Entry("new.example", "nobody.example", Imports.Servers("new")), "/provider", "'nobody.example'"),
                // Who has an identifier is not called by the name.
                (Entry("new.example", "Hoster GmbH", Imports.Servers("new")), "/provider", "'Hoster GmbH'"),
                (Entry("a.example", "hoster.example", Imports.Servers("new"), 4), "/ldapserver_id", "4"),
                (Entry("new.example", "second", Imports.Servers("new"), 4), "/ldapserver_id", "4"),
            ])
        {
            DocumentFault fault = Assert.Single(Assert.IsType<ImportRefused>(await PutAsync(entry)).Faults);
            Assert.Equal(pointer, fault.Pointer);
            Assert.Contains($"is {value}", fault.Detail, StringComparison.Ordinal);
        }

        Assert.Equal(Everything, await ExportAsync());
    }

    [Theory]
    [InlineData("hoster.example", "Hoster GmbH")]
    [InlineData("Ünder", "Ünder")]
    [InlineData("second", "Ünder")]
    public async Task A_domain_is_put_to_the_provider_of_a_key_and_leaves_its_details_as_they_are(string key, string name)
    {
        await ImportedAsync(ReadDocument(Everything));
        ExportedProvider[] before = await ExportedProvidersAsync();
        foreach (string domain in (string[])["new.example", "a.example", "moved.example", "under.example"])
        {
            DomainEntry entry = Entry(domain, key, Imports.Servers("new"));
            Assert.IsType<Imported>(await PutAsync(entry));
            await AssertStoredAsync(entry, name);
        }

        ExportedProvider[] after = await ExportedProvidersAsync();
        Assert.Equal(before.Select(WithoutDomains), after.Select(WithoutDomains));
        Assert.Equal(4, after.Single(provider => (provider.Id ?? provider.Provider.Name) == key).Domains.Count(
            domain => domain.Servers.Equals(Imports.Servers("new"))));
    }

    [Fact]
    public async Task A_condition_is_told_what_is_stored()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example").With(Imports.LdapServer(4)));
        List<DomainReading> told = [];
        DomainEntry first = Entry("b.example", "One", Imports.Servers("b"), 4);
        DomainEntry second = Entry("b.example", "One", Imports.Servers("c"));
        foreach (DomainEntry entry in (DomainEntry[])[first, second])
            Assert.IsType<Imported>(await PutAsync(entry, Told));
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync("b.example", Told));
        Assert.Equal([DomainReading.Absent, new DomainReading(first, null), new DomainReading(second, null)], told);

        bool Told(DomainReading reading)
        {
            told.Add(reading);
            return true;
        }
    }

    [Fact]
    public async Task A_condition_that_does_not_hold_keeps_all_as_it_is()
    {
        await ImportedAsync(ReadDocument(Everything));
        foreach (string domain in (string[])["a.example", "new.example"])
            Assert.Same(DomainOutdated.Instance, await PutAsync(Entry(domain, "second", Imports.Servers("new")), _ => false));
        Assert.Equal(DomainRemoval.Outdated, await RemoveAsync("a.example", _ => false));
        Assert.Equal(Everything, await ExportAsync());
    }

    [Fact]
    public async Task A_domain_that_is_removed_is_gone_and_its_siblings_know()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example", "c.example"));
        await ImportedAsync(Imports.Of("Two", Imports.Servers("one"), "d.example"));
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync("b.example"));
        await AssertUnknownAsync("b.example");
        Assert.Same(DomainReading.Absent, await ReadAsync("b.example"));
        await AssertToldAsync("a.example", "c.example");
        await AssertToldAsync("c.example", "a.example");
        await AssertExportsAsync(
            Imports.Of("One", Imports.Servers("one"), "a.example", "c.example"), Imports.Of("Two", Imports.Servers("one"), "d.example"));
    }

    [Fact]
    public async Task What_is_not_stored_is_not_removed_and_no_condition_is_asked()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example"));
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync("a.example"));
        Assert.Equal(DomainRemoval.NotFound, await RemoveAsync("a.example", _ => throw new InvalidOperationException("Nothing is stored.")));
    }

    [Fact]
    public async Task A_provider_stays_when_its_last_domain_goes_and_takes_others()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example"));
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync("a.example"));
        Assert.Equal(new StoreCounts(1, 0), await Store.CountAsync(CancellationToken.None));
        DomainEntry entry = Entry("b.example", "One", Imports.Servers("two"));
        Assert.Equal(Counts(Unchanged(1), Added(1)), CountsOf(await PutAsync(entry)));
        await AssertStoredAsync(entry);
        await AssertUnknownAsync("a.example");
    }

    [Fact]
    public async Task Of_changes_at_once_that_expect_the_same_one_is_made()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("old"), "a.example", "b.example"));
        DomainReading expected = await ReadAsync("a.example");
        ImportResult[] results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(
            () => PutAsync(Entry("a.example", "One", Imports.Servers($"new{i}")), stored => stored == expected))));
        int winner = Array.FindIndex(results, result => result is Imported);
        Assert.Equal(3, results.Count(result => result is DomainOutdated));
        await AssertStoredAsync(Entry("a.example", "One", Imports.Servers($"new{winner}")));

        DomainReading last = await ReadAsync("a.example");
        DomainRemoval[] removals = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => RemoveAsync("a.example", stored => stored == last))));
        Assert.Equal([DomainRemoval.Removed, DomainRemoval.NotFound, DomainRemoval.NotFound, DomainRemoval.NotFound], removals.Order());
    }

    [Fact]
    public async Task Changes_that_are_cancelled_before_they_begin_change_nothing()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example"));
        CancellationToken cancelled = new(canceled: true);
        DomainPattern name = DomainPattern.Parse("a.example");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.PutDomainAsync(Entry("a.example", "One", Imports.Servers("two")), _ => true, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.RemoveDomainAsync(name, _ => true, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.ReadDomainAsync(name, cancelled));
        await AssertStoredAsync(Entry("a.example", "One", Imports.Servers("one")));
    }

    private static DomainEntry Entry(string name, string provider, ImportedServers servers, int? directoryId = null) =>
        new(DomainPattern.Parse(name), provider, servers, directoryId);

    private static (string? Id, string Name, string? Details, ImportedServers Servers) WithoutDomains(ExportedProvider provider) =>
        (provider.Id, provider.Provider.Name, ProviderDetails.Write(provider.Provider), provider.Servers);

    private Task<ImportResult> PutAsync(DomainEntry entry, Func<DomainReading, bool>? condition = null) =>
        Store.PutDomainAsync(entry, condition ?? (_ => true), CancellationToken.None);

    private Task<DomainRemoval> RemoveAsync(string name, Func<DomainReading, bool>? condition = null) =>
        Store.RemoveDomainAsync(DomainPattern.Parse(name), condition ?? (_ => true), CancellationToken.None);

    private Task<DomainReading> ReadAsync(string name) => Store.ReadDomainAsync(DomainPattern.Parse(name), CancellationToken.None);

    // Of providers with an identifier the key is not the name.
    private async Task AssertStoredAsync(DomainEntry entry, string? provider = null)
    {
        Assert.Equal(new DomainReading(entry, null), await ReadAsync(entry.Name.Value));
        DomainConfiguration found = await FoundAsync(entry.Name.Value);
        Assert.Equal(provider ?? entry.Provider, found.Provider.Name);
        Assert.Equal(entry.DirectoryId, found.Directory?.Id);
        await AssertServersAsync(entry.Servers, entry.Name.Value);
    }

    private async Task AssertToldAsync(string domain, params string[] siblings) =>
        Assert.Equal(siblings, (await FoundAsync(domain)).Siblings.Select(sibling => sibling.Value));

    // What is stored is what imports of these documents would have come to.
    private async Task AssertExportsAsync(params ImportDocument[] documents)
    {
        string exported = await ExportAsync();
        await Store.PurgeAsync(CancellationToken.None);
        foreach (ImportDocument document in documents)
            await ImportedAsync(document);
        Assert.Equal(await ExportAsync(), exported);
    }

    private async Task<ExportedProvider[]> ExportedProvidersAsync()
    {
        List<ExportedProvider> providers = [];
        await foreach (ExportedItem item in Store.ExportAsync(CancellationToken.None))
        {
            if (item is ExportedProvider provider)
                providers.Add(provider);
        }

        return [.. providers];
    }
}
