using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Tests.Documents;

namespace Automua.Functions.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task The_first_import_adds_everything() =>
        Assert.Equal(
            Counts(Added(1), Added(3)),
            await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example", "c.example")));

    [Fact]
    public async Task The_same_import_again_changes_nothing()
    {
        DavServer calendar = new(DavServerType.CalDav, Template.Parse("https://dav.example.com/"));
        ImportDocument document = Imports
            .Of("One", Imports.Servers("one") with { Dav = [calendar] }, 3, "a.example", "b.example")
            .With(Imports.LdapServer(3));
        await ImportedAsync(document);
        for (int i = 0; i < 2; i++)
            Assert.Equal(Counts(Unchanged(1), Unchanged(2)), await ImportedAsync(document));
    }

    [Fact]
    public async Task The_built_in_sample_can_be_imported_again()
    {
        Assert.Equal(Counts(Added(1), Added(3)), await ImportedAsync(SampleData.Document));
        Assert.Equal(Counts(Unchanged(1), Unchanged(3)), await ImportedAsync(SampleData.Document));
        foreach (ImportedDomain domain in SampleData.Document.Providers[0].Domains)
            await AssertServersAsync(domain.Servers, domain.Name.Value);
    }

    [Fact]
    public async Task Other_servers_replace_the_old_ones()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("old"), "a.example", "b.example"));
        Assert.Equal(
            Counts(Unchanged(1), Changed(2)),
            await ImportedAsync(Imports.Of("One", Imports.Servers("new"), "a.example", "b.example")));
        await AssertServersAsync(Imports.Servers("new"), "a.example", "b.example");
    }

    [Fact]
    public async Task Servers_that_a_document_no_longer_has_are_gone()
    {
        DavServer calendar = new(DavServerType.CalDav, Template.Parse("https://dav.example.com/"));
        ImportedServers many = new([Imports.Imap("a.example"), Imports.Imap("b.example"), Imports.Smtp("c.example")], [calendar]);
        ImportedServers few = new([Imports.Imap("b.example"), Imports.Smtp("c.example")], []);
        await ImportedAsync(Imports.Of("One", many, "example.com"));
        Assert.Equal(Counts(Unchanged(1), Changed(1)), await ImportedAsync(Imports.Of("One", few, "example.com")));
        await AssertServersAsync(few, "example.com");
    }

    [Theory]
    [InlineData("port")]
    [InlineData("priority")]
    [InlineData("security")]
    [InlineData("user name")]
    [InlineData("login")]
    [InlineData("order")]
    [InlineData("added twice")]
    public async Task The_smallest_difference_of_a_server_is_a_change(string what)
    {
        MailServer first = Imports.Imap("a.example");
        MailServer second = Imports.Imap("b.example");
        ImportedServers changed = new(
            what switch
            {
                "port" => [first with { Port = 1993 }, second],
                "priority" => [first, second with { Priority = 11 }],
                "security" => [first with { Security = ConnectionSecurity.StartTls }, second],
                "user name" => [first with { UserName = Template.Parse("%EMAILLOCALPART%") }, second],
                "login" => [first, second with { Authentication = [AuthenticationMethod.OAuth2] }],
                "order" => [second, first],
                _ => [first, second, second],
            },
            []);
        await ImportedAsync(Imports.Of("One", new ImportedServers([first, second], []), "example.com"));
        Assert.Equal(Counts(Unchanged(1), Changed(1)), await ImportedAsync(Imports.Of("One", changed, "example.com")));
        await AssertServersAsync(changed, "example.com");
        Assert.Equal(Counts(Unchanged(1), Unchanged(1)), await ImportedAsync(Imports.Of("One", changed, "example.com")));
    }

    [Fact]
    public async Task A_DAV_server_alone_can_change()
    {
        DavServer old = new(DavServerType.CalDav, Template.Parse("https://dav.example.com/"));
        ImportedServers before = Imports.Servers("one") with { Dav = [old] };
        ImportedServers after = before with { Dav = [old with { DomainRequired = true }] };
        await ImportedAsync(Imports.Of("One", before, "example.com"));
        Assert.Equal(Counts(Unchanged(1), Changed(1)), await ImportedAsync(Imports.Of("One", after, "example.com")));
        await AssertServersAsync(after, "example.com");
    }

    [Fact]
    public async Task Domains_can_be_added_and_those_not_named_stay()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("old"), "a.example", "b.example"));
        Assert.Equal(
            Counts(Unchanged(1), new ImportCounts(2, 1, 0, 0)),
            await ImportedAsync(Imports.Of("One", Imports.Servers("new"), "c.example", "b.example", "d.example")));
        await AssertServersAsync(Imports.Servers("old"), "a.example");
        await AssertServersAsync(Imports.Servers("new"), "b.example", "c.example", "d.example");
    }

    [Fact]
    public async Task A_further_domain_with_the_same_servers_leaves_the_others_unchanged()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example"));
        Assert.Equal(
            Counts(Unchanged(1), new ImportCounts(1, 0, 1, 0)),
            await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example")));
        await AssertServersAsync(Imports.Servers("one"), "a.example", "b.example");
    }

    [Fact]
    public async Task Domains_that_share_servers_part_when_one_of_them_changes()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("shared"), "a.example", "b.example", "c.example"));
        await ImportedAsync(Imports.Of("One", Imports.Servers("own"), "c.example"));
        await AssertServersAsync(Imports.Servers("shared"), "a.example", "b.example");
        await AssertServersAsync(Imports.Servers("own"), "c.example");

        await ImportedAsync(Imports.Of("One", Imports.Servers("shared"), "c.example"));
        await ImportedAsync(Imports.Of("One", Imports.Servers("other"), "a.example"));
        await AssertServersAsync(Imports.Servers("other"), "a.example");
        await AssertServersAsync(Imports.Servers("shared"), "b.example", "c.example");
    }

    [Fact]
    public async Task Providers_with_the_same_servers_do_not_disturb_one_another()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("same"), "a.example"));
        Assert.Equal(
            Counts(Added(1), Added(1)), await ImportedAsync(Imports.Of("Two", Imports.Servers("same"), "b.example")));
        await ImportedAsync(Imports.Of("One", Imports.Servers("other"), "a.example"));
        await AssertServersAsync(Imports.Servers("other"), "a.example");
        await AssertServersAsync(Imports.Servers("same"), "b.example");
        Assert.Equal("Two", (await FoundAsync("b.example")).Provider.Name);
    }

    [Fact]
    public async Task Create_fills_an_empty_store_and_is_refused_by_a_filled_one()
    {
        Assert.Equal(
            Counts(Added(1), Added(1)),
            await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example"), ImportMode.Create));
        Assert.Same(
            StoreNotEmpty.Instance,
            await ImportAsync(Imports.Of("Two", Imports.Servers("two"), "b.example"), ImportMode.Create));
        await AssertUnknownAsync("b.example");
        await AssertServersAsync(Imports.Servers("one"), "a.example");

        await Store.PurgeAsync(CancellationToken.None);
        await ImportedAsync(Imports.Of("Two", Imports.Servers("two"), "b.example"), ImportMode.Create);
    }

    [Fact]
    public async Task A_document_is_refused_whole_when_a_domain_is_another_providers()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example", "münchen.example"));
        ImportDocument document = Imports
            .Of("Two", Imports.Servers("two"), 5, "new.example", "A.example", "other.example", "münchen.example")
            .With(Imports.LdapServer(5));
        ImportRefused refused = Assert.IsType<ImportRefused>(await ImportAsync(document));
        Assert.Equal(["/domains/1", "/domains/3"], refused.Faults.Select(fault => fault.Pointer));
        Assert.All(refused.Faults, fault => Assert.Contains("'One'", fault.Detail, StringComparison.Ordinal));

        await AssertUnknownAsync("new.example", "other.example");
        await AssertServersAsync(Imports.Servers("one"), "a.example", "b.example", "münchen.example");
        // Neither the provider nor the directory was stored.
        Assert.Equal(
            ["/domains/0/ldapserver_id"], await RefusedAsync(Imports.Of("Two", Imports.Servers("two"), 5, "new.example")));
        Assert.Equal(Counts(Added(1), Added(1)), await ImportedAsync(Imports.Of("Two", Imports.Servers("two"), "new.example")));
    }

    [Fact]
    public async Task Every_contradiction_is_told_at_once()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example"));
        string[] pointers = await RefusedAsync(Imports.Of("Two", Imports.Servers("two"), 9, "a.example", "b.example"));
        Assert.Equal(["/domains/0", "/domains/0/ldapserver_id", "/domains/1/ldapserver_id"], pointers.Order(StringComparer.Ordinal));
        await AssertUnknownAsync("b.example");
    }

    [Fact]
    public async Task An_LDAP_server_that_the_store_knows_can_be_named()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), 4, "a.example").With(Imports.LdapServer(4)));
        Assert.Equal(
            Counts(Added(1), Added(1)), await ImportedAsync(Imports.Of("Two", Imports.Servers("two"), 4, "b.example")));
        Assert.Equal(Imports.LdapServer(4), (await FoundAsync("b.example")).Directory);
    }

    [Fact]
    public async Task An_LDAP_server_is_brought_up_to_date_by_its_number()
    {
        ImportDocument domain = Imports.Of("One", Imports.Servers("one"), 4, "a.example");
        await ImportedAsync(domain.With(Imports.LdapServer(4, "old.example"), Imports.LdapServer(5, "five.example")));
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), 5, "b.example"));

        DirectoryServer newer = Imports.LdapServer(4, "new.example") with { Port = 389, UseTls = false, BindPassword = "changed" };
        await ImportedAsync(domain.With(newer));
        Assert.Equal(newer, (await FoundAsync("a.example")).Directory);
        Assert.Equal(Imports.LdapServer(5, "five.example"), (await FoundAsync("b.example")).Directory);
    }

    [Fact]
    public async Task Whether_an_LDAP_server_may_be_asked_in_the_clear_outlives_export_and_purge_and_can_change()
    {
        DirectoryServer strict = Imports.LdapServer(4) with { Port = 389, UseTls = false };
        DirectoryServer plain = strict with { AllowPlain = true };
        ImportDocument domain = Imports.Of("One", Imports.Servers("one"), 4, "a.example");
        await ImportedAsync(domain.With(plain));
        string exported = await ExportAsync();
        await Store.PurgeAsync(CancellationToken.None);
        await ImportedAsync(ReadDocument(exported), ImportMode.Create);
        Assert.Equal(plain, (await FoundAsync("a.example")).Directory);

        foreach (DirectoryServer directory in (DirectoryServer[])[strict, plain])
        {
            Assert.Equal(Counts(Unchanged(1), Changed(1)), await ImportedAsync(domain.With(directory)));
            Assert.Equal(directory, (await FoundAsync("a.example")).Directory);
            Assert.Equal(Counts(Unchanged(1), Unchanged(1)), await ImportedAsync(domain.With(directory)));
        }
    }

    [Fact]
    public async Task A_domain_can_take_another_LDAP_server_and_leave_it()
    {
        ImportedServers servers = Imports.Servers("one");
        await ImportedAsync(Imports.Of("One", servers, 1, "a.example").With(Imports.LdapServer(1, "one.example"), Imports.LdapServer(2, "two.example")));
        Assert.Equal(Counts(Unchanged(1), Changed(1)), await ImportedAsync(Imports.Of("One", servers, 2, "a.example")));
        Assert.Equal("two.example", (await FoundAsync("a.example")).Directory?.Host);
        Assert.Equal(Counts(Unchanged(1), Changed(1)), await ImportedAsync(Imports.Of("One", servers, "a.example")));
        Assert.Null((await FoundAsync("a.example")).Directory);
        await AssertServersAsync(servers, "a.example");
    }

    [Fact]
    public async Task One_document_can_hold_thousands_of_domains()
    {
        const int Count = 5000;
        string[] names = Imports.Names(Count);
        Assert.Equal(Counts(Added(1), Added(Count)), await ImportedAsync(Imports.Of("One", Imports.Servers("one"), names)));
        Assert.Equal(Counts(Unchanged(1), Unchanged(Count)), await ImportedAsync(Imports.Of("One", Imports.Servers("one"), names)));
        Assert.Equal(Counts(Unchanged(1), Changed(1)), await ImportedAsync(Imports.Of("One", Imports.Servers("two"), names[2500])));
        await AssertServersAsync(Imports.Servers("one"), names[0], names[2499], names[2501], names[^1]);
        await AssertServersAsync(Imports.Servers("two"), names[2500]);
        Assert.Equal(
            Counts(Unchanged(1), new ImportCounts(0, Count - 1, 1, 0)),
            await ImportedAsync(Imports.Of("One", Imports.Servers("two"), names)));
        Assert.Equal(new StoreCounts(1, Count), await Store.PurgeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_purge_tells_what_there_was_and_leaves_nothing()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), 4, "a.example", "b.example").With(Imports.LdapServer(4)));
        await ImportedAsync(Imports.Of("Two", Imports.Servers("two"), "c.example"));
        Assert.Equal(new StoreCounts(2, 3), await Store.PurgeAsync(CancellationToken.None));
        await AssertUnknownAsync("a.example", "b.example", "c.example");
        Assert.Equal(new StoreCounts(0, 0), await Store.PurgeAsync(CancellationToken.None));
        Assert.Equal(
            ["/domains/0/ldapserver_id"], await RefusedAsync(Imports.Of("One", Imports.Servers("one"), 4, "a.example")));
        Assert.Equal(Counts(Added(1), Added(1)), await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example")));
    }

    [Fact]
    public async Task A_store_says_whether_it_holds_data()
    {
        Assert.False(await Store.HoldsDataAsync(CancellationToken.None));
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example"));
        Assert.True(await Store.HoldsDataAsync(CancellationToken.None));
        await Store.PurgeAsync(CancellationToken.None);
        Assert.False(await Store.HoldsDataAsync(CancellationToken.None));
    }
}
