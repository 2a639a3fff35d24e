using System.Security.Cryptography;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Storage.AzureTables;
using Automua.Functions.Tests.Documents;
using Azure.Data.Tables;

namespace Automua.Functions.Tests.Storage;

/// <summary>What lies in the table: each domain with all that is answered about it, and what follows from that.</summary>
public sealed class AzureTablesLayoutTests(Azurite azurite) : IAsyncLifetime
{
    private OpenedTables _tables = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _tables = await OpenedTables.OpenAsync(await azurite.NewAccountAsync());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _tables.DisposeAsync();

    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("münchen.example", "xn--mnchen-3ya.example")]
    [InlineData("*.example.com", "_.example.com")]
    [InlineData("*", "_")]
    public void A_pattern_is_found_again_in_its_row_key(string pattern, string row)
    {
        EntityKey key = EntityKey.Of(DomainPattern.Parse(pattern));
        Assert.Equal(row, key.Row);
        Assert.Equal(DomainPattern.Parse(pattern), key.Pattern);
    }

    [Fact]
    public void Domains_are_spread_over_all_partitions_alike()
    {
        int[] sizes = [.. Imports.Names(16_000).GroupBy(name => EntityKey.Of(DomainPattern.Parse(name)).Partition, (_, names) => names.Count())];
        Assert.Equal(64, sizes.Length);
        Assert.All(sizes, size => Assert.InRange(size, 175, 325));
    }

    [Fact]
    public async Task Of_a_provider_with_twenty_domains_all_are_told_and_with_one_more_none()
    {
        string[] names = Imports.Names(DomainConfiguration.MostDomainsTold + 1);
        ImportedServers servers = Imports.Servers("one");
        await _tables.ImportAsync(Imports.Of("One", servers, names[..^1]));
        Assert.Equal(names[1..^1], (await _tables.FoundAsync(names[0])).Siblings.Select(sibling => sibling.Value));

        await _tables.ImportAsync(Imports.Of("One", servers, names[^1]));
        foreach (string name in names)
            Assert.Empty((await _tables.FoundAsync(name)).Siblings);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    public async Task A_providers_new_details_reach_domains_that_the_document_does_not_name(int count)
    {
        string[] names = Imports.Names(count);
        await _tables.ImportAsync(Detailed("old", "old.example", names));
        Assert.Equal(
            new Imported(new ImportChanges([], ["One"], 0, []), new ImportChanges([], [], 1, [])),
            await _tables.ImportAsync(Detailed("new", "new.example", names[0])));
        foreach (string name in names)
            Assert.Equal("new", (await _tables.FoundAsync(name)).Provider.Organization);
        Assert.Equal(count == 3 ? 2 : 0, (await _tables.FoundAsync(names[1])).Siblings.Length);
        Assert.Same(DomainNotFound.Instance, await FindHostAsync("old.example"));
        Assert.Equal("new", Assert.IsType<DomainFound>(await FindHostAsync("new.example")).Configuration.Provider.Organization);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(60)]
    public async Task A_changed_directory_reaches_the_domains_that_name_it(int count)
    {
        string[] names = Imports.Names(count);
        await _tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), 4, names).With(Imports.LdapServer(4, "old.example")));
        await _tables.ImportAsync(Imports.Of("Two", Imports.Servers("two"), "other.example").With(Imports.LdapServer(4, "new.example")));
        foreach (string name in names)
        {
            DomainConfiguration found = await _tables.FoundAsync(name);
            Assert.Equal("new.example", found.Directory?.Host);
            Assert.Equal(count == 3 ? 2 : 0, found.Siblings.Length);
        }

        Assert.Null((await _tables.FoundAsync("other.example")).Directory);
    }

    [Fact]
    public async Task More_providers_and_directories_than_a_filter_takes_are_brought_up_to_date()
    {
        const int Count = 20;
        string[] names = Imports.Names(Count);
        DirectoryServer[] Directories(string host) => [.. Enumerable.Range(0, Count).Select(id => Imports.LdapServer(id, host))];
        ImportDocument document = Imports.Of("One", Imports.Servers("one"), names);
        document = document with
        {
            Providers = [document.Providers[0] with { Domains = [.. document.Providers[0].Domains.Select((domain, i) => domain with { DirectoryId = i })] }],
        };
        await _tables.ImportAsync(document.With(Directories("old.example")));
        await _tables.ImportAsync(Imports.Of("Two", Imports.Servers("two"), "other.example").With(Directories("new.example")));
        foreach (string name in names)
            Assert.Equal("new.example", (await _tables.FoundAsync(name)).Directory?.Host);
    }

    [Fact]
    public async Task An_answer_larger_than_a_property_comes_back_whole()
    {
        ImportedServers servers = RandomServers(5000);
        await _tables.ImportAsync(Imports.Of("One", servers, "a.example", "b.example"));
        Assert.Equal(servers.Mail, (await _tables.FoundAsync("a.example")).MailServers());
        Assert.Equal(["b.example"], (await _tables.FoundAsync("a.example")).Siblings.Select(sibling => sibling.Value));
        TableEntity entity = await _tables.EntityAsync("a.example");
        Assert.NotNull(entity.GetBinary("Document1"));

        await _tables.ImportAsync(Imports.Of("One", Imports.Servers("small"), "a.example"));
        Assert.Equal("small", await _tables.MarkAsync("a.example"));
    }

    [Fact]
    public async Task What_is_too_large_for_an_entity_is_refused_and_nothing_is_stored()
    {
        ImportRefused refused = Assert.IsType<ImportRefused>(
            await _tables.ImportAsync(Imports.Of("One", RandomServers(30_000), "a.example", "b.example")));
        DocumentFault fault = Assert.Single(refused.Faults);
        Assert.Equal("/domains/0", fault.Pointer);
        Assert.Contains("400 KiB", fault.Detail, StringComparison.Ordinal);
        Assert.False(await _tables.Store.HoldsDataAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_entity_that_another_hand_spoilt_spoils_its_domain_alone()
    {
        await _tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example"));
        TableEntity entity = await _tables.EntityAsync("a.example");
        entity["Document0"] = "not compressed"u8.ToArray();
        await _tables.Table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace);

        RowFault fault = Assert.IsType<DomainSpoiled>(await _tables.FindAsync("a.example")).Fault;
        Assert.Contains($"{entity.PartitionKey}/a.example", $"{fault}", StringComparison.Ordinal);
        Assert.Equal("one", await _tables.MarkAsync("b.example"));
        await _tables.ImportAsync(Imports.Of("One", Imports.Servers("two"), "a.example"));
        Assert.Equal("two", await _tables.MarkAsync("a.example"));
    }

    [Theory]
    [InlineData(ImportMode.Merge)]
    [InlineData(ImportMode.Replace)]
    public async Task An_import_that_changes_nothing_writes_no_entity(ImportMode mode)
    {
        ImportDocument document = Detailed("same", "host.example", Imports.Names(30)).With(Imports.LdapServer(1));
        await _tables.ImportAsync(document);
        string[] before = await VersionsAsync();
        await _tables.ImportAsync(document, mode);
        Assert.Equal(before, await VersionsAsync());
    }

    [Fact]
    public async Task What_replaces_everything_leaves_no_entity_of_what_was_there()
    {
        await _tables.ImportAsync(Detailed("old", "old.example", Imports.Names(30)).With(Imports.LdapServer(1)));
        await _tables.ImportAsync(Imports.Of("Two", Imports.Servers("two"), "a.example"), ImportMode.Replace);
        Assert.Equal(
            [EntityKey.Of(DomainPattern.Parse("a.example")).Partition, EntityKey.Providers],
            (await VersionsAsync()).Select(version => version.Split(' ')[0]));
    }

    [Fact]
    public async Task Of_a_provider_with_many_domains_the_few_that_a_replacement_leaves_are_told()
    {
        string[] names = Imports.Names(30);
        await _tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), names));
        await _tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), names[7], names[3], names[5]), ImportMode.Replace);
        Assert.Equal([names[3], names[7]], (await _tables.FoundAsync(names[5])).Siblings.Select(sibling => sibling.Value));
    }

    [Fact]
    public async Task What_another_hand_spoilt_is_no_part_of_an_export_but_told()
    {
        await _tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example").With(Imports.LdapServer(1)));
        await _tables.ImportAsync(Imports.Of("Two", Imports.Servers("two"), "c.example", "d.example"));
        TableEntity directory = await _tables.Table.GetEntityAsync<TableEntity>(EntityKey.Directories, EntityKey.OfDirectory(1).Row);
        TableEntity provider = await _tables.Table.GetEntityAsync<TableEntity>(EntityKey.Providers, EntityKey.OfProvider(2).Row);
        foreach (TableEntity entity in (TableEntity[])[directory, provider, await _tables.EntityAsync("a.example")])
        {
            entity["Document0"] = "not compressed"u8.ToArray();
            await _tables.Table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace);
        }

        IReadOnlyList<ExportedItem> items = await _tables.ExportAsync();
        Assert.Equal(["b.example"], Assert.Single(items.OfType<ExportedProvider>()).Domains.Select(domain => domain.Name.Value));
        Assert.Empty(items.OfType<ExportedDirectory>());
        Assert.Equal(
            [(0, directory.RowKey), (1, "a.example"), (2, provider.RowKey)],
            items.OfType<ExportGap>().Select(gap => (gap.Domains, gap.Fault.Key!.Split('/')[1])).Order());
    }

    [Fact]
    public async Task A_preview_writes_nothing_at_all()
    {
        ImportDocument document = Imports.Of("One", Imports.Servers("one"), "a.example");
        Assert.Equal(
            new Imported(new ImportChanges(["One"], [], 0, []), new ImportChanges(["a.example"], [], 0, [])),
            await _tables.Store.PreviewAsync(document, ImportMode.Create, CancellationToken.None));
        Assert.Empty(await VersionsAsync());
        await _tables.ImportAsync(document);
        Assert.Same(StoreNotEmpty.Instance, await _tables.Store.PreviewAsync(document, ImportMode.Create, CancellationToken.None));
    }

    private Task<DomainLookup> FindHostAsync(string host) =>
        _tables.Store.FindProviderAsync(DomainName.Parse(host), ProviderNameKind.Host, CancellationToken.None);

    // All but whose turn it is.
    private async Task<string[]> VersionsAsync()
    {
        List<string> versions = [];
        await foreach (TableEntity entity in _tables.Table.QueryAsync<TableEntity>())
        {
            if (entity.PartitionKey != EntityKey.Writer.Partition)
                versions.Add($"{entity.PartitionKey} {entity.RowKey} {entity.ETag}");
        }

        return [.. versions];
    }

    private static ImportDocument Detailed(string organization, string host, params string[] names)
    {
        ImportDocument document = Imports.Of("One", Imports.Servers("one"), names);
        ImportedProvider provider = document.Providers[0];
        return document with
        {
            Providers =
            [
                provider with
                {
                    Provider = provider.Provider with { Organization = organization, Hosts = [DomainName.Parse(host)] },
                    Details = ImportedDetails.All,
                },
            ],
        };
    }

    // Names that no compression makes much shorter.
    private static ImportedServers RandomServers(int count) =>
        new([.. Enumerable.Range(0, count).Select(_ => Imports.Imap($"{RandomNumberGenerator.GetHexString(40, lowercase: true)}.example"))], []);
}
