using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Storage.AzureTables;
using Automua.Functions.Tests.Documents;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Tests.Storage;

/// <summary>Single domains in a table in which another hand writes, too.</summary>
public sealed class AzureTablesDomainTests(Azurite azurite) : IAsyncLifetime
{
    private OpenedTables _tables = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _tables = await OpenedTables.OpenAsync(await azurite.NewAccountAsync());
        await _tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), 4, "a.example", "b.example").With(Imports.LdapServer(4)));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tables.DisposeAsync();

    [Theory]
    [InlineData("document", "Document")]
    [InlineData("provider", "Provider")]
    [InlineData("directory", "Directory")]
    public async Task A_spoilt_domain_is_read_as_what_is_wrong_and_mended_or_removed(string what, string column)
    {
        await SpoilAsync(what);
        DomainReading reading = await ReadAsync("a.example");
        Assert.Null(reading.Entry);
        Assert.Equal(column, reading.Fault?.Column);
        Assert.EndsWith("/a.example", reading.Fault?.Key, StringComparison.Ordinal);
        Assert.Equal(
            what == "provider" ? new DomainSummary("a.example", null, null) : new DomainSummary("a.example", "One", "One"),
            (await _tables.Store.ListDomainsAsync(new DomainQuery(10), CancellationToken.None))[0]);

        DomainEntry entry = Entry("a.example", "two");
        Assert.Equal(["a.example"], Assert.IsType<Imported>(await PutAsync(entry)).Domains.Changed);
        Assert.Equal(new DomainReading(entry, null), await ReadAsync("a.example"));
        Assert.Equal("two", await _tables.MarkAsync("a.example"));

        Assert.Equal(4, (await _tables.FoundAsync("b.example")).Directory?.Id);
        if (what == "directory")
            return;
        await SpoilAsync(what);
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync("a.example"));
        Assert.Null(await _tables.MarkAsync("a.example"));
        Assert.Equal("one", await _tables.MarkAsync("b.example"));
    }

    [Fact]
    public async Task A_domain_that_is_put_as_it_is_writes_no_entity()
    {
        ETag before = (await _tables.EntityAsync("a.example")).ETag;
        Assert.Equal(1, Assert.IsType<Imported>(await PutAsync(Entry("a.example", "one", 4))).Domains.Unchanged);
        Assert.Equal(before, (await _tables.EntityAsync("a.example")).ETag);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_a_broken_off_import_left_is_finished_by_a_change_of_one_domain(bool isRemoval)
    {
        TableEntity provider = await _tables.Table.GetEntityAsync<TableEntity>(EntityKey.Providers, EntityKey.OfProvider(1).Row);
        provider["Pending"] = true;
        provider["Domains"] = "a.example never.example";
        await _tables.Table.UpdateEntityAsync(provider, provider.ETag, TableUpdateMode.Replace);
        TableEntity writer = await _tables.Table.GetEntityAsync<TableEntity>(EntityKey.Writer.Partition, EntityKey.Writer.Row);
        writer["Work"] = nameof(UnfinishedWork.Merge);
        await _tables.Table.UpdateEntityAsync(writer, writer.ETag, TableUpdateMode.Replace);
        Assert.Equal(new StoreCounts(1, 2), await _tables.Store.CountAsync(CancellationToken.None));

        await PutAsync(Entry("c.example", "one", 4));
        if (isRemoval)
            Assert.Equal(DomainRemoval.Removed, await RemoveAsync("c.example"));
        string[] expected = isRemoval ? ["b.example"] : ["b.example", "c.example"];
        Assert.Equal(expected, (await _tables.FoundAsync("a.example")).Siblings.Select(sibling => sibling.Value));
        Assert.Equal(expected.Length + 1, (await _tables.Store.CountAsync(CancellationToken.None)).Domains);
        Assert.NotEmpty(await _tables.ExportAsync());
    }

    [Fact]
    public async Task A_purge_that_was_broken_off_goes_before_a_change()
    {
        TableEntity writer = await _tables.Table.GetEntityAsync<TableEntity>(EntityKey.Writer.Partition, EntityKey.Writer.Row);
        writer["Work"] = nameof(UnfinishedWork.Purge);
        await _tables.Table.UpdateEntityAsync(writer, writer.ETag, TableUpdateMode.Replace);
        Assert.Equal(DomainRemoval.NotFound, await RemoveAsync("a.example"));
        Assert.False(await _tables.Store.HoldsDataAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_change_that_meets_another_hand_is_no_contradiction_to_itself()
    {
        Task hand = Task.Run(async () =>
        {
            for (int i = 0; await _tables.MarkAsync("c.example") is null; i++)
            {
                TableEntity entity = await _tables.EntityAsync("b.example");
                entity["Note"] = i;
                try
                {
                    await _tables.Table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace);
                }
                catch (RequestFailedException problem) when (problem.Status == 412)
                {
                    // The change was faster; this hand takes nothing of it back.
                }
            }
        });
        Imported result = Assert.IsType<Imported>(await _tables.Store.PutDomainAsync(
            Entry("c.example", "one", 4), stored => !stored.IsStored, CancellationToken.None));
        await hand;
        Assert.Equal(["c.example"], result.Domains.Added);
        Assert.Equal(["a.example", "c.example"], (await _tables.FoundAsync("b.example")).Siblings.Select(sibling => sibling.Value));
    }

    private async Task SpoilAsync(string what)
    {
        TableEntity entity = await _tables.EntityAsync("a.example");
        if (what == "document")
            entity["Document0"] = "not compressed"u8.ToArray();
        else if (what == "provider")
            entity["Provider"] = EntityKey.OfProvider(77).Row;
        else
            await _tables.Table.DeleteEntityAsync(EntityKey.Directories, EntityKey.OfDirectory(4).Row);
        await _tables.Table.UpdateEntityAsync(entity, ETag.All, TableUpdateMode.Replace);
    }

    private static DomainEntry Entry(string domain, string mark, int? directory = null) =>
        new(DomainPattern.Parse(domain), "One", Imports.Servers(mark), directory);

    private Task<DomainReading> ReadAsync(string domain) =>
        _tables.Store.ReadDomainAsync(DomainPattern.Parse(domain), CancellationToken.None);

    private Task<ImportResult> PutAsync(DomainEntry entry) => _tables.Store.PutDomainAsync(entry, _ => true, CancellationToken.None);

    private Task<DomainRemoval> RemoveAsync(string domain) =>
        _tables.Store.RemoveDomainAsync(DomainPattern.Parse(domain), _ => true, CancellationToken.None);
}
