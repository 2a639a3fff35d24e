using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Storage.AzureTables;
using Automua.Functions.Tests.Documents;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Tests.Storage;

/// <summary>Changes of single domains, and lists, of a table in which another hand spoilt something.</summary>
public sealed class AzureTablesHandwrittenDomainTests(Azurite azurite) : IAsyncLifetime
{
    private static readonly EntityKey One = EntityKey.OfProvider(1);

    private OpenedTables _tables = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _tables = await OpenedTables.OpenAsync(await azurite.NewAccountAsync());
        await _tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), 4, "a.example", "b.example", "c.example").With(Imports.LdapServer(4)));
        await _tables.ImportAsync(Imports.Of("Two", Imports.Servers("two"), "d.example"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tables.DisposeAsync();

    [Fact]
    public async Task A_domain_is_removed_where_there_is_no_provider()
    {
        foreach (long number in (long[])[1, 2])
            await _tables.Table.DeleteEntityAsync(EntityKey.Providers, EntityKey.OfProvider(number).Row);
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync("a.example"));
        Assert.Same(DomainReading.Absent, await ReadAsync("a.example"));
        Assert.Equal(new StoreCounts(0, 3), await _tables.Store.CountAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_domain_that_another_hand_changes_meanwhile_is_outdated(bool isRemoval)
    {
        Assert.Equal(
            isRemoval ? (object)DomainRemoval.Outdated : DomainOutdated.Instance,
            isRemoval
                ? (object)await _tables.Store.RemoveDomainAsync(DomainPattern.Parse("a.example"), ChangedMeanwhile, CancellationToken.None)
                : await _tables.Store.PutDomainAsync(Entry("a.example", "One", "new"), ChangedMeanwhile, CancellationToken.None));
        Assert.Equal("two", await _tables.MarkAsync("a.example"));
        Assert.NotEmpty(await _tables.ExportAsync());

        bool ChangedMeanwhile(DomainReading stored)
        {
            Assert.Equal(Entry("a.example", "One", "one", 4), stored.Entry);
            EntityKey key = EntityKey.Of(DomainPattern.Parse("a.example"));
            EntityKey other = EntityKey.Of(DomainPattern.Parse("d.example"));
            TableEntity entity = _tables.Table.GetEntity<TableEntity>(key.Partition, key.Row);
            foreach (KeyValuePair<string, object> property in _tables.Table.GetEntity<TableEntity>(other.Partition, other.Row).Value)
            {
                if (property.Key is "Document0" or "Servers" or "Answer")
                    entity[property.Key] = property.Value;
            }

            _tables.Table.UpdateEntity(entity, ETag.All, TableUpdateMode.Replace);
            return true;
        }
    }

    [Fact]
    public async Task A_domain_that_another_hand_stores_or_removes_meanwhile_is_outdated()
    {
        EntityKey key = EntityKey.Of(DomainPattern.Parse("a.example"));
        TableEntity entity = await _tables.EntityAsync("a.example");
        Assert.Same(DomainOutdated.Instance, await _tables.Store.PutDomainAsync(Entry("a.example", "One", "new"), Removed, CancellationToken.None));
        Assert.Same(DomainReading.Absent, await ReadAsync("a.example"));
        Assert.Same(DomainOutdated.Instance, await _tables.Store.PutDomainAsync(Entry("a.example", "One", "new"), Stored, CancellationToken.None));
        Assert.Equal("one", await _tables.MarkAsync("a.example"));
        Assert.Equal(
            DomainRemoval.Removed, await _tables.Store.RemoveDomainAsync(DomainPattern.Parse("a.example"), Removed, CancellationToken.None));
        Assert.Equal(["c.example"], (await _tables.FoundAsync("b.example")).Siblings.Select(sibling => sibling.Value));

        bool Removed(DomainReading stored)
        {
            _tables.Table.DeleteEntity(key.Partition, key.Row, ETag.All);
            return stored.IsStored;
        }

        bool Stored(DomainReading stored)
        {
            _tables.Table.AddEntity(entity);
            return !stored.IsStored;
        }
    }

    [Fact]
    public async Task A_spoilt_domain_is_mended_with_the_servers_that_it_should_have()
    {
        await SpoilAsync(Key("a.example"));
        Assert.Equal(["a.example"], Assert.IsType<Imported>(await PutAsync(Entry("a.example", "One", "one", 4))).Domains.Changed);
        Assert.Equal("one", await _tables.MarkAsync("a.example"));
        Assert.Equal(["b.example", "c.example"], (await _tables.FoundAsync("a.example")).Siblings.Select(sibling => sibling.Value));
    }

    [Theory]
    [InlineData("document")]
    [InlineData("provider")]
    public async Task A_spoilt_sibling_keeps_no_other_domain_from_being_changed(string what)
    {
        if (what == "document")
            await SpoilAsync(Key("b.example"));
        else
            await ChangeAsync(Key("b.example"), entity => entity["Provider"] = EntityKey.OfProvider(77).Row);
        ETag before = (await _tables.EntityAsync("b.example")).ETag;
        Assert.Equal(["e.example"], Assert.IsType<Imported>(await PutAsync(Entry("e.example", "One", "one", 4))).Domains.Added);
        Assert.Equal(["c.example", "e.example"], (await _tables.FoundAsync("a.example")).Siblings.Select(sibling => sibling.Value));
        Assert.IsType<Imported>(await PutAsync(Entry("a.example", "One", "new")));
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync("e.example"));
        Assert.Empty((await _tables.FoundAsync("c.example")).Siblings);
        Assert.Equal(before, (await _tables.EntityAsync("b.example")).ETag);

        // As soon as it is right again it is told.
        Assert.IsType<Imported>(await PutAsync(Entry("b.example", "One", "one", 4)));
        Assert.Equal(["b.example"], (await _tables.FoundAsync("c.example")).Siblings.Select(sibling => sibling.Value));
    }

    [Fact]
    public async Task Domains_of_a_spoilt_provider_are_removed_or_moved_and_none_is_put_to_it()
    {
        await SpoilAsync(One);
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync("a.example"));
        Assert.IsType<Imported>(await PutAsync(Entry("b.example", "Two", "two")));
        Assert.Equal(["d.example"], (await _tables.FoundAsync("b.example")).Siblings.Select(sibling => sibling.Value));
        foreach (string domain in (string[])["c.example", "e.example"])
            AssertRefused("/provider", "is 'One', and what is stored of that provider is wrong: automua row provider/", await PutAsync(Entry(domain, "One", "new")));
        Assert.Null(await _tables.Store.ReadProviderAsync("One", CancellationToken.None));
    }

    [Fact]
    public async Task A_domain_is_refused_that_names_a_spoilt_LDAP_server()
    {
        await SpoilAsync(EntityKey.OfDirectory(4));
        AssertRefused("/ldapserver_id", "is 4, and what is stored of that LDAP server is wrong: automua row directory/", await PutAsync(Entry("a.example", "One", "new", 4)));
        Assert.IsType<Imported>(await PutAsync(Entry("a.example", "One", "new")));
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync("b.example"));
        Assert.Equal(4, (await _tables.FoundAsync("c.example")).Directory?.Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_domain_that_a_hand_took_from_its_provider_is_told_no_more_when_it_goes(bool isMoved)
    {
        await ChangeAsync(Key("a.example"), entity => entity["Provider"] = EntityKey.OfProvider(77).Row);
        if (isMoved)
            Assert.IsType<Imported>(await PutAsync(Entry("a.example", "Two", "two")));
        else
            Assert.Equal(DomainRemoval.Removed, await RemoveAsync("a.example"));
        Assert.Equal(["c.example"], (await _tables.FoundAsync("b.example")).Siblings.Select(sibling => sibling.Value));
        Assert.Equal(
            [new ProviderSummary(null, "One", 2), new(null, "Two", isMoved ? 2 : 1)],
            await _tables.Store.ListProvidersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_domain_stays_with_its_own_of_providers_of_one_key()
    {
        await ChangeAsync(EntityKey.OfProvider(2), entity => entity["Name"] = "One");
        DomainEntry stored = (await ReadAsync("d.example")).Entry!;
        Assert.Equal("One", stored.Provider);
        Assert.Equal(1, Assert.IsType<Imported>(await PutAsync(stored)).Domains.Unchanged);
        Assert.IsType<Imported>(await PutAsync(stored with { Servers = Imports.Servers("new") }));
        Assert.Equal(EntityKey.OfProvider(2).Row, (await _tables.EntityAsync("d.example"))["Provider"]);
    }

    [Fact]
    public async Task Properties_that_a_hand_saved_as_another_type_spoil_no_list()
    {
        await ChangeAsync(Key("a.example"), entity => entity["Provider"] = 1);
        await ChangeAsync(Key("b.example"), entity => entity["Directory"] = "4");
        await ChangeAsync(Key("c.example"), entity => entity["Number"] = 3);
        await ChangeAsync(EntityKey.OfProvider(2), entity =>
        {
            entity["Identifier"] = 2;
            entity["Pending"] = "no";
        });
        await _tables.Table.AddEntityAsync(new TableEntity(EntityKey.Providers, "mine") { ["Name"] = "Mine" });

        Assert.Equal(
            [
                new DomainSummary("a.example", null, null), new("b.example", "One", "One"), new("c.example", "One", "One"),
                new("d.example", "Two", "Two"),
            ],
            await _tables.Store.ListDomainsAsync(new DomainQuery(10), CancellationToken.None));
        Assert.Equal(["One", "Two"], (await _tables.Store.ListProvidersAsync(CancellationToken.None)).Select(provider => provider.Key));
        Assert.Equal(new StoreCounts(2, 4), await _tables.Store.CountAsync(CancellationToken.None));
        Assert.Equal("Provider", (await ReadAsync("a.example")).Fault?.Column);
        Assert.Equal(
            ["provider/mine", $"{Key("a.example").Partition}/a.example"],
            (await _tables.ExportAsync()).OfType<ExportGap>().Select(gap => gap.Fault.Key));
        foreach (string domain in (string[])["a.example", "b.example", "c.example", "e.example"])
            Assert.IsType<Imported>(await PutAsync(Entry(domain, "One", "new")));
        Assert.Equal(
            ["a.example", "c.example", "e.example"],
            (await _tables.FoundAsync("b.example")).Siblings.Select(sibling => sibling.Value).Order(StringComparer.Ordinal));
    }

    private static EntityKey Key(string domain) => EntityKey.Of(DomainPattern.Parse(domain));

    private static DomainEntry Entry(string domain, string provider, string mark, int? directory = null) =>
        new(DomainPattern.Parse(domain), provider, Imports.Servers(mark), directory);

    private static void AssertRefused(string pointer, string part, ImportResult result)
    {
        DocumentFault fault = Assert.Single(Assert.IsType<ImportRefused>(result).Faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(part, fault.Detail, StringComparison.Ordinal);
    }

    private Task SpoilAsync(EntityKey key) => ChangeAsync(key, entity => entity["Document0"] = "not compressed"u8.ToArray());

    private async Task ChangeAsync(EntityKey key, Action<TableEntity> change)
    {
        TableEntity entity = await _tables.Table.GetEntityAsync<TableEntity>(key.Partition, key.Row);
        change(entity);
        await _tables.Table.UpdateEntityAsync(entity, ETag.All, TableUpdateMode.Replace);
    }

    private Task<DomainReading> ReadAsync(string domain) =>
        _tables.Store.ReadDomainAsync(DomainPattern.Parse(domain), CancellationToken.None);

    private Task<ImportResult> PutAsync(DomainEntry entry) => _tables.Store.PutDomainAsync(entry, _ => true, CancellationToken.None);

    private Task<DomainRemoval> RemoveAsync(string domain) =>
        _tables.Store.RemoveDomainAsync(DomainPattern.Parse(domain), _ => true, CancellationToken.None);
}
