using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;
using Automua.Functions.Tests.Documents;
using Microsoft.Extensions.DependencyInjection;

namespace Automua.Functions.Tests.Storage;

/// <summary>Single domains and lists of a database in which administrators write, too.</summary>
public abstract class HandwrittenDomainContract : IAsyncLifetime
{
    private const string Provider = "Good & Sons";

    private protected AdministeredDatabase Database => _database;

    private protected IConfigurationStore Store => _services.GetRequiredService<IConfigurationStore>();

    private AdministeredDatabase _database = null!;
    private ServiceProvider _services = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _database = await NewReferenceAsync();
        _services = new ServiceCollection()
            .AddLogging().AddConfigurationStore(DatabaseUri.Parse(_database.Uri).Uri!, echo: false).BuildServiceProvider();
        await _services.GetRequiredService<IStorePreparation>().PrepareAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
        if (_database.Directory is { } directory)
            Directory.Delete(directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_spoilt_domain_is_read_as_what_is_wrong_and_mended_when_it_is_put()
    {
        foreach ((string domain, string place) in Spoilt)
        {
            DomainReading reading = await ReadAsync(domain);
            Assert.Null(reading.Entry);
            Assert.StartsWith(place, $"{reading.Fault}", StringComparison.Ordinal);
            DomainEntry entry = Entry(domain, Imports.Servers("mended"));
            List<DomainReading> told = [];
            Imported result = Assert.IsType<Imported>(await PutAsync(entry, told));
            Assert.Equal([domain], result.Domains.Changed);
            Assert.Equal(reading, Assert.Single(told));
            await AssertStoredAsync(entry);
        }

        Assert.Equal(0, _database.Number(
            """
            SELECT COUNT(*) FROM server s
            WHERE s.id >= 4000 AND s.id < 5000 AND NOT EXISTS (SELECT 1 FROM server_domain k WHERE k.server_id = s.id)
            """));
    }

    [Fact]
    public async Task A_spoilt_domain_can_be_removed()
    {
        foreach ((string domain, _) in Spoilt)
        {
            Assert.Equal(DomainRemoval.Removed, await RemoveAsync(domain));
            Assert.Same(DomainReading.Absent, await ReadAsync(domain));
            Assert.Same(DomainNotFound.Instance, await FindAsync(domain));
        }

        Assert.Equal(5, (await Store.CountAsync(CancellationToken.None)).Domains);
        Assert.Equal(0, _database.Number("SELECT COUNT(*) FROM server WHERE id >= 4000"));
        Assert.Equal(0, _database.Number("SELECT COUNT(*) FROM davserver WHERE id > 4100"));
    }

    [Theory]
    [InlineData("upper.example")]
    [InlineData("xn--mnchen-3ya.example")]
    public async Task A_domain_that_a_hand_spelled_differently_is_the_domain(string domain)
    {
        DomainEntry stored = (await ReadAsync(domain)).Entry!;
        Assert.Equal((domain, Provider, 4), (stored.Name.Value, stored.Provider, stored.Servers.Mail.Length));
        long rows = _database.Number("SELECT COUNT(*) FROM domain");
        Assert.Equal(1, Assert.IsType<Imported>(await PutAsync(stored)).Domains.Unchanged);
        await PutAsync(stored with { Servers = Imports.Servers("new") });
        await AssertStoredAsync(stored with { Servers = Imports.Servers("new") });
        Assert.Equal(rows, _database.Number("SELECT COUNT(*) FROM domain"));
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync(domain));
        Assert.Same(DomainNotFound.Instance, await FindAsync(domain));
        Assert.Equal(rows - 1, _database.Number("SELECT COUNT(*) FROM domain"));
    }

    [Fact]
    public async Task Of_several_spellings_the_one_that_is_answered_is_read_and_all_are_removed()
    {
        _database.Execute(
            """
            INSERT INTO domain (id, name, provider_id) VALUES (101, 'XN--mnchen-3YA.example', 1000), (102, 'xn--mnchen-3ya.example', 0);
            INSERT INTO server_domain (server_id, domain_id) VALUES (0, 101), (3, 101);
            """);
        DomainEntry stored = (await ReadAsync("münchen.example")).Entry!;
        Assert.Equal(("Big Corporation, Inc.", 2), (stored.Provider, stored.Servers.Mail.Length));
        Assert.Equal(stored.Provider, Assert.IsType<DomainFound>(await FindAsync("münchen.example")).Configuration.Provider.Name);
        Assert.Equal(DomainRemoval.Removed, await RemoveAsync("münchen.example"));
        Assert.Same(DomainNotFound.Instance, await FindAsync("münchen.example"));
        Assert.Equal(0, _database.Number("SELECT COUNT(*) FROM domain WHERE id IN (2, 101, 102)"));
        Assert.Equal(0, _database.Number("SELECT COUNT(*) FROM server_domain WHERE domain_id IN (2, 101, 102)"));
    }

    [Fact]
    public async Task Names_are_listed_as_hands_wrote_them_each_once_and_in_order()
    {
        string[] names = ["A.example", "Z.example", "_.example", "a_b.example", "axb.example", "100%.example", "100x.example", "bang!.example", "ÄÖ.example", "zz.EXAMPLE"];
        for (int i = 0; i < names.Length; i++)
            _database.Execute($"INSERT INTO domain (id, name, provider_id) VALUES ({200 + i}, '{names[i]}', 0)");
        string[] all = [.. _database.Rows("SELECT name FROM domain").Order(StringComparer.Ordinal)];
        Assert.Equal(all, (await Store.PagesAsync(new DomainQuery(1000))).Select(domain => domain.Name));
        foreach (int limit in (int[])[1, 4])
            Assert.Equal(all, (await Store.PagesAsync(new DomainQuery(limit))).Select(domain => domain.Name));
        foreach ((string part, string[] expected) in ((string, string[])[])
            [
                ("a.ex", ["A.example"]), ("zz.example", ["zz.EXAMPLE"]), ("upper.ex", ["Upper.EXAMPLE"]), ("a_b", ["a_b.example"]),
                ("0%.", ["100%.example"]), ("!", ["bang!.example"]), ("%", ["100%.example"]), ("_", ["_.example", "a_b.example"]), ("\\", []),
                ("münchen", ["münchen.example"]),
            ])
            Assert.Equal(expected, (await Store.PagesAsync(new DomainQuery(1) { Part = part })).Select(domain => domain.Name));
        DomainSummary orphan = Assert.Single(await Store.PagesAsync(new DomainQuery(10) { Part = "orphan" }));
        Assert.Equal(new DomainSummary("orphan.example", null, null), orphan);
        Assert.Equal(all.Length, (await Store.CountAsync(CancellationToken.None)).Domains);
    }

    [Fact]
    public async Task A_provider_that_is_wrong_is_listed_and_not_read()
    {
        Assert.Equal(
            ["", "Big Corporation, Inc.", Provider],
            (await Store.ListProvidersAsync(CancellationToken.None)).Select(provider => provider.Key));
        Assert.Null(await Store.ReadProviderAsync("", CancellationToken.None));
        ExportedProvider good = (await Store.ReadProviderAsync(Provider, CancellationToken.None))!;
        Assert.Equal(4, good.Servers.Mail.Length);
        _database.Execute("UPDATE server SET port = 0 WHERE id = 1");
        Assert.Equal(ImportedServers.None, (await Store.ReadProviderAsync(Provider, CancellationToken.None))!.Servers);
    }

    [Fact]
    public async Task Of_providers_of_one_key_the_oldest_gets_a_domain()
    {
        _database.Execute($"INSERT INTO provider (id, name, short_name) VALUES (2000, '{Provider}', 'Other'), (2001, 'X', 'X')");
        _database.Execute($"UPDATE provider SET automua_id = '{Provider}' WHERE id = 2001");
        _database.Execute("INSERT INTO domain (id, name, provider_id) VALUES (300, 'other.example', 2000)");
        await PutAsync(Entry("new.example", Imports.Servers("new")));
        Assert.Equal(["2001"], _database.Rows("SELECT provider_id FROM domain WHERE name = 'new.example'"));
        _database.Execute("UPDATE provider SET automua_id = NULL WHERE id = 2001");
        await PutAsync(Entry("new.example", Imports.Servers("new")));
        await PutAsync(Entry("noname.example", Imports.Servers("new")));
        Assert.Equal(["0", "0"], _database.Rows("SELECT provider_id FROM domain WHERE name IN ('new.example', 'noname.example')"));
    }

    [Fact]
    public async Task A_domain_stays_with_its_own_of_providers_of_one_key()
    {
        _database.Execute(
            $"""
            INSERT INTO provider (id, name, short_name) VALUES (2000, '{Provider}', 'Other');
            INSERT INTO domain (id, name, provider_id) VALUES (300, 'other.example', 2000);
            INSERT INTO server_domain (server_id, domain_id) VALUES (0, 300), (3, 300);
            """);
        DomainEntry stored = (await ReadAsync("other.example")).Entry!;
        Assert.Equal(1, Assert.IsType<Imported>(await PutAsync(stored)).Domains.Unchanged);
        await PutAsync(stored with { Servers = Imports.Servers("new") });
        Assert.Equal(["2000"], _database.Rows("SELECT provider_id FROM domain WHERE name = 'other.example'"));
        await AssertStoredAsync(stored with { Servers = Imports.Servers("new") });
    }

    [Fact]
    public async Task A_key_is_what_is_written_to_the_space()
    {
        _database.Execute(
            """
            INSERT INTO provider (id, name, short_name) VALUES (2000, 'Spaced ', 'Spaced'), (2001, 'One', 'One');
            INSERT INTO domain (id, name, provider_id) VALUES (300, 'spaced.example', 2000);
            INSERT INTO server_domain (server_id, domain_id) VALUES (0, 300), (3, 300);
            """);
        string[] providers = _database.Rows("SELECT id, name FROM provider ORDER BY id");
        Assert.Contains("Spaced ", (await Store.ListProvidersAsync(CancellationToken.None)).Select(provider => provider.Key));
        DomainEntry stored = (await ReadAsync("spaced.example")).Entry!;
        Assert.Equal("Spaced ", stored.Provider);
        Assert.Equal(1, Assert.IsType<Imported>(await PutAsync(stored)).Domains.Unchanged);
        await PutAsync(stored with { Name = DomainPattern.Parse("more.example") });
        Assert.NotNull(await Store.ReadProviderAsync("Spaced ", CancellationToken.None));
        Assert.Equal(2, (await Store.PagesAsync(new DomainQuery(10) { Provider = "Spaced " })).Count);

        foreach (string other in (string[])["Spaced", "One ", " One"])
        {
            Assert.Null(await Store.ReadProviderAsync(other, CancellationToken.None));
            Assert.Empty(await Store.PagesAsync(new DomainQuery(10) { Provider = other }));
            AssertRefused("/provider", $"'{other}', and no provider", await PutAsync(stored with { Provider = other }));
        }

        Assert.Equal(providers, _database.Rows("SELECT id, name FROM provider ORDER BY id"));
    }

    [Fact]
    public async Task A_domain_is_refused_that_names_what_is_stored_wrongly()
    {
        string[] before = _database.Rows("SELECT name, provider_id, ldapserver_id FROM domain ORDER BY name");
        AssertRefused("/provider", "provider row 1001: name is empty", await PutAsync(Entry("noname.example", Imports.Servers("new")) with { Provider = "" }));
        _database.Execute("INSERT INTO provider (id, name, short_name, automua_details) VALUES (2000, 'Odd', 'Odd', 'nothing')");
        foreach (string domain in (string[])["new.example", "good.example"])
        {
            AssertRefused("/provider", "provider row 2000: automua_details", await PutAsync(Entry(domain, Imports.Servers("new")) with { Provider = "Odd" }));
            AssertRefused("/ldapserver_id", "is 2001, and what is stored of that LDAP server is wrong: ldapserver row 2001: port", await PutAsync(Entry(domain, Imports.Servers("new")) with { DirectoryId = 2001 }));
        }

        Assert.Equal(before, _database.Rows("SELECT name, provider_id, ldapserver_id FROM domain ORDER BY name"));
    }

    [Fact]
    public async Task Servers_that_nobody_has_any_more_are_gone()
    {
        await Store.PurgeAsync(CancellationToken.None);
        await Store.ImportAsync(Imports.Of(Provider, Imports.Servers("one"), "a.example", "b.example"), ImportMode.Merge, CancellationToken.None);
        await Store.ImportAsync(Imports.Of("Two", Imports.Servers("one"), "c.example"), ImportMode.Merge, CancellationToken.None);
        Assert.Equal(4, _database.Number("SELECT COUNT(*) FROM server"));
        await PutAsync(Entry("b.example", Imports.Servers("b")));
        Assert.Equal(6, _database.Number("SELECT COUNT(*) FROM server"));
        await PutAsync(Entry("c.example", Imports.Servers("b")));
        Assert.Equal(4, _database.Number("SELECT COUNT(*) FROM server"));
        await RemoveAsync("a.example");
        Assert.Equal(2, _database.Number("SELECT COUNT(*) FROM server"));
        await RemoveAsync("c.example");
        Assert.Equal(["imap.b.example", "smtp.b.example"], _database.Rows("SELECT name FROM server ORDER BY name"));
        await RemoveAsync("b.example");
        Assert.Equal(0, _database.Number("SELECT (SELECT COUNT(*) FROM server) + (SELECT COUNT(*) FROM server_domain)"));
    }

    /// <summary>A filled database of the reference system, of this test alone.</summary>
    private protected abstract Task<AdministeredDatabase> NewReferenceAsync();

    /// <summary>The domains that are spoilt there, each with the place.</summary>
    private protected abstract IEnumerable<(string Domain, string Place)> Spoilt { get; }

    private static void AssertRefused(string pointer, string part, ImportResult result)
    {
        DocumentFault fault = Assert.Single(Assert.IsType<ImportRefused>(result).Faults);
        Assert.Equal(pointer, fault.Pointer);
        Assert.Contains(part, fault.Detail, StringComparison.Ordinal);
    }

    private static DomainEntry Entry(string domain, ImportedServers servers) => new(DomainPattern.Parse(domain), Provider, servers, null);

    private Task<DomainReading> ReadAsync(string domain) => Store.ReadDomainAsync(DomainPattern.Parse(domain), CancellationToken.None);

    private Task<DomainLookup> FindAsync(string domain) => Store.FindAsync(DomainName.Parse(domain), DomainMatch.Exact, CancellationToken.None);

    private Task<DomainRemoval> RemoveAsync(string domain) =>
        Store.RemoveDomainAsync(DomainPattern.Parse(domain), _ => true, CancellationToken.None);

    private Task<ImportResult> PutAsync(DomainEntry entry, List<DomainReading>? told = null) => Store.PutDomainAsync(
        entry,
        stored =>
        {
            told?.Add(stored);
            return true;
        },
        CancellationToken.None);

    private async Task AssertStoredAsync(DomainEntry entry)
    {
        Assert.Equal(new DomainReading(entry, null), await ReadAsync(entry.Name.Value));
        DomainConfiguration found = Assert.IsType<DomainFound>(await FindAsync(entry.Name.Value)).Configuration;
        Assert.Equal(entry.Provider, found.Provider.Name);
        Assert.Equal(entry.Servers.Mail, found.MailServers());
    }
}
