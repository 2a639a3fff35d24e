using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Tests.Documents;

namespace Automua.Functions.Tests.Storage;

public abstract partial class StoreContract
{
    private static readonly string[] ListedNames =
    [
        "*", "*.0.example", "*.a.example", "*.b.example", "*.xn--mnchen-3ya.example", "0.example", "10.example", "9.example", "a-b.example",
        "a.example", "a.b.example", "aa.example", "b.example", "xn--mnchen-3ya.example", "xn--zckzah.example", "z.example", "z.example.test",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(17)]
    [InlineData(1000)]
    public async Task Domains_are_listed_page_by_page_in_the_order_of_their_names(int limit)
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), [.. ListedNames.Where((_, i) => i % 3 != 0).Reverse()]));
        await ImportedAsync(Imports.Of("Two", Imports.Servers("one"), [.. ListedNames.Where((_, i) => i % 3 == 0)]));
        Assert.Equal(ListedNames.Order(StringComparer.Ordinal), (await Store.PagesAsync(new DomainQuery(limit))).Select(domain => domain.Name));
    }

    [Fact]
    public async Task A_page_begins_behind_any_name_whether_it_is_stored_or_not()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), ListedNames));
        foreach (string after in (string[])["", "!", "*", "*.a", "*.a.example", "*.z", "+", "0", "9.example", "Z", "_", "a", "a.b.example", "m", "z.example.test", "~"])
        {
            string[] expected = [.. ListedNames.Where(name => string.CompareOrdinal(name, after) > 0).Order(StringComparer.Ordinal)];
            foreach (int limit in (int[])[3, 100])
                Assert.Equal(expected.Take(limit), await NamesAsync(new DomainQuery(limit) { After = after }));
        }
    }

    [Fact]
    public async Task Hundreds_of_domains_are_listed_each_once()
    {
        string[] names = [.. Imports.Names(700), .. Imports.Names(300).Select(name => $"*.{name}")];
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), names));
        Assert.Equal(names.Order(StringComparer.Ordinal), (await Store.PagesAsync(new DomainQuery(90))).Select(domain => domain.Name));
        string[] some = [.. names.Where(name => name.Contains("d5", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        Assert.Equal(some, (await Store.PagesAsync(new DomainQuery(90) { Part = "d5" })).Select(domain => domain.Name));
    }

    [Theory]
    [InlineData("a.example", "*.a.example", "*.xn--mnchen-3ya.example", "a.example", "aa.example", "xn--mnchen-3ya.example")]
    [InlineData("mnchen", "*.xn--mnchen-3ya.example", "xn--mnchen-3ya.example")]
    [InlineData("*.b", "*.b.example")]
    [InlineData("-b", "a-b.example")]
    [InlineData("z.example.test", "z.example.test")]
    [InlineData("example.test.")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("\\")]
    [InlineData("!")]
    [InlineData("a%example")]
    [InlineData("a_example")]
    [InlineData("' OR 1=1 --")]
    public async Task Domains_are_found_by_a_part_of_their_names_as_it_is_written(string part, params string[] expected)
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), ListedNames));
        Assert.Equal(expected.Order(StringComparer.Ordinal), await NamesAsync(new DomainQuery(100) { Part = part }));
        Assert.Equal(expected.Order(StringComparer.Ordinal), (await Store.PagesAsync(new DomainQuery(1) { Part = part })).Select(domain => domain.Name));
    }

    [Fact]
    public async Task Domains_are_listed_by_their_provider()
    {
        await ImportedAsync(ReadDocument(Everything));
        DomainSummary[] all =
        [
            new("*", "hoster.example", "Hoster GmbH"), new("*.a.example", "hoster.example", "Hoster GmbH"),
            new("a.example", "hoster.example", "Hoster GmbH"), new("b.example", "hoster.example", "Hoster GmbH"),
            new("moved.example", "second", "Ünder"), new("under.example", "Ünder", "Ünder"),
            new("xn--mnchen-3ya.example", "hoster.example", "Hoster GmbH"),
        ];
        Assert.Equal(all, await Store.ListDomainsAsync(new DomainQuery(100), CancellationToken.None));
        foreach (string key in (string[])["hoster.example", "second", "Ünder", "Hoster GmbH", "nobody", "' OR 1=1 --"])
        {
            DomainSummary[] expected = [.. all.Where(domain => domain.Provider == key)];
            Assert.Equal(expected, await Store.PagesAsync(new DomainQuery(2) { Provider = key }));
            Assert.Equal(
                expected.Where(domain => domain.Name.Contains("a.e", StringComparison.Ordinal)),
                await Store.PagesAsync(new DomainQuery(2) { Provider = key, Part = "a.e" }));
        }
    }

    [Fact]
    public async Task Providers_are_listed_by_their_keys_with_how_many_domains_they_have()
    {
        await ImportedAsync(ReadDocument(Everything));
        Assert.Equal(
            [new ProviderSummary("hoster.example", "Hoster GmbH", 5), new("second", "Ünder", 1), new(null, "Ünder", 1)],
            await Store.ListProvidersAsync(CancellationToken.None));
        Assert.Equal(new StoreCounts(3, 7), await Store.CountAsync(CancellationToken.None));

        // More than are told by name, and none.
        await ImportedAsync(Imports.Of("Many", Imports.Servers("many"), Imports.Names(30)));
        await ImportedAsync(Imports.Of("None", Imports.Servers("none")));
        await RemoveAsync("under.example");
        await PutAsync(Entry("b.example", "Many", Imports.Servers("many")));
        Assert.Equal(
            [
                new ProviderSummary(null, "Many", 31), new(null, "None", 0), new("hoster.example", "Hoster GmbH", 4),
                new("second", "Ünder", 1), new(null, "Ünder", 0),
            ],
            await Store.ListProvidersAsync(CancellationToken.None));
        Assert.Equal(new StoreCounts(5, 36), await Store.CountAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Of_an_empty_store_nothing_is_listed_or_read()
    {
        Assert.Equal(default, await Store.CountAsync(CancellationToken.None));
        Assert.Empty(await Store.ListProvidersAsync(CancellationToken.None));
        Assert.Empty(await NamesAsync(new DomainQuery(10)));
        Assert.Null(await Store.ReadProviderAsync("One", CancellationToken.None));
        Assert.Same(DomainReading.Absent, await ReadAsync("a.example"));
    }

    [Fact]
    public async Task A_provider_is_read_as_it_is_exported()
    {
        await ImportedAsync(ReadDocument(Everything));
        foreach (ExportedProvider provider in await ExportedProvidersAsync())
        {
            ExportedProvider? read = await Store.ReadProviderAsync(provider.Id ?? provider.Provider.Name, CancellationToken.None);
            Assert.NotNull(read);
            Assert.Empty(read.Domains);
            Assert.Equal(WithoutDomains(provider), WithoutDomains(read));
        }

        Assert.Null(await Store.ReadProviderAsync("Hoster GmbH", CancellationToken.None));
        Assert.Null(await Store.ReadProviderAsync("under", CancellationToken.None));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(30)]
    public async Task A_provider_without_servers_of_its_own_is_read_with_those_of_its_oldest_domain(int others)
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("first"), "z.example"));
        await ImportedAsync(Imports.Of("One", Imports.Servers("other"), Imports.Names(others)));
        await ImportedAsync(Imports.Of("Two", Imports.Servers("two"), "two.example"));
        Assert.Equal(Imports.Servers("first"), await ServersAsync("One"));
        Assert.Equal(Imports.Servers("two"), await ServersAsync("Two"));

        // The older of two, whoever had it before.
        await PutAsync(Entry("z.example", "Two", Imports.Servers("first")));
        Assert.Equal(Imports.Servers("other"), await ServersAsync("One"));
        Assert.Equal(Imports.Servers("first"), await ServersAsync("Two"));
        await RemoveAsync("z.example");
        await RemoveAsync("two.example");
        Assert.Equal(ImportedServers.None, await ServersAsync("Two"));

        async Task<ImportedServers> ServersAsync(string key) =>
            (await Store.ReadProviderAsync(key, CancellationToken.None))!.Servers;
    }

    private async Task<string[]> NamesAsync(DomainQuery query) =>
        [.. (await Store.ListDomainsAsync(query, CancellationToken.None)).Select(domain => domain.Name)];
}
