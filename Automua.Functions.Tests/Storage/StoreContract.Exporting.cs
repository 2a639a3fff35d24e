using System.Buffers;
using System.Text;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Tests.Documents;
using FsCheck.Xunit;

namespace Automua.Functions.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task An_empty_store_exports_an_empty_document_that_can_be_imported()
    {
        string document = await ExportAsync();
        Assert.Empty(ReadDocument(document).Providers);
        Assert.Equal(Counts(default, default), await ImportedAsync(ReadDocument(document), ImportMode.Create));
        Assert.Equal(document, await ExportAsync());
    }

    [Fact]
    public async Task An_export_imported_into_an_emptied_store_is_exported_to_the_same_octets()
    {
        await ImportedAsync(ReadDocument(Everything));
        string exported = await ExportAsync();
        await Store.PurgeAsync(CancellationToken.None);
        await ImportedAsync(ReadDocument(exported), ImportMode.Create);
        Assert.Equal(exported, await ExportAsync());
    }

    [Fact]
    public async Task Every_store_exports_the_same_octets()
    {
        await ImportedAsync(ReadDocument(Everything));
        Assert.Equal(Everything, await ExportAsync());
    }

    [Fact]
    public async Task An_export_imported_again_changes_nothing_in_either_mode()
    {
        await ImportedAsync(ReadDocument(Everything));
        foreach (ImportMode mode in (ImportMode[])[ImportMode.Merge, ImportMode.Replace])
        {
            Assert.Equal(Counts(Unchanged(3), Unchanged(7)), await ImportedAsync(ReadDocument(Everything), mode));
            Assert.Equal(Everything, await ExportAsync());
        }
    }

    [Fact]
    public async Task What_a_seed_brought_is_unchanged_by_its_own_export()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example"));
        await ImportedAsync(Imports.Of("One", Imports.Servers("two"), "c.example"));
        string exported = await ExportAsync();
        foreach (ImportMode mode in (ImportMode[])[ImportMode.Merge, ImportMode.Replace])
        {
            Assert.Equal(Counts(Unchanged(1), Unchanged(3)), await ImportedAsync(ReadDocument(exported), mode));
            Assert.Equal(exported, await ExportAsync());
        }
    }

    [Fact]
    public async Task A_domain_of_one_of_two_providers_of_one_name_is_not_the_others()
    {
        await ImportedAsync(ReadDocument(Everything));
        ImportDocument document = ReadDocument(
            """{"version": 3, "providers": [{"provider": "Ünder", "short_name": "Ü", "domains": ["moved.example"]}]}""");
        Assert.Equal(["/providers/0/domains/0"], await RefusedAsync(document));
    }

    [Fact]
    public async Task A_creation_is_refused_while_an_LDAP_server_is_there()
    {
        await ImportedAsync(new ImportDocument([], []).With(Imports.LdapServer(1)));
        Assert.Same(StoreNotEmpty.Instance, await ImportAsync(Imports.Of("One", Imports.Servers("one"), "a.example"), ImportMode.Create));
    }

    [Fact]
    public async Task Domains_that_share_servers_are_names_and_no_more()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "b.example", "a.example", "*.a.example"));
        string document = await ExportAsync();
        Assert.Contains(
            """
                  "domains": [
                    "*.a.example",
                    "a.example",
                    "b.example"
                  ]
            """,
            document,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_of_domains_with_servers_of_their_own_come_back()
    {
        ImportedDomain[] domains =
        [
            .. Imports.Names(2_500).Select((name, i) => new ImportedDomain(
                DomainPattern.Parse(name), Imports.Servers($"s{i % 700}"), null, $"/domains/{i}")),
        ];
        await ImportedAsync(new ImportDocument([new ImportedProvider(new Provider("One", "One"), [.. domains], "/provider")], []));
        string exported = await ExportAsync();
        await Store.PurgeAsync(CancellationToken.None);
        await ImportedAsync(ReadDocument(exported));
        Assert.Equal(exported, await ExportAsync());
        await AssertServersAsync(Imports.Servers("s699"), domains[699].Name.Value, domains[1399].Name.Value);
    }

    [Fact]
    public async Task Many_providers_come_in_the_order_of_their_names()
    {
        string[] names = [.. Enumerable.Range(0, 450).Select(i => $"Provider {i * 7919 % 450:D3}")];
        await ImportedAsync(new ImportDocument(
            [
                .. names.Select((name, i) => new ImportedProvider(
                    new Provider(name, "P"), [new ImportedDomain(DomainPattern.Parse($"p{i}.example"), Imports.Servers("one"), null, "")], $"/{i}")),
            ],
            []));
        ImportDocument exported = ReadDocument(await ExportAsync());
        Assert.Equal(names.Order(StringComparer.Ordinal), exported.Providers.Select(provider => provider.Provider.Name));
        Assert.All(exported.Providers, provider => Assert.Single(provider.Domains));
    }

    [Fact]
    public async Task Passwords_are_masked_unless_they_are_asked_for_and_a_masked_one_leaves_the_stored_one()
    {
        await ImportedAsync(ReadDocument(Everything));
        string masked = await ExportAsync(tellsPasswords: false);
        Assert.DoesNotContain("secret word", masked, StringComparison.Ordinal);
        Assert.Contains("env:OTHER_PASSWORD", masked, StringComparison.Ordinal);
        Assert.Equal(Counts(Unchanged(3), Unchanged(7)), await ImportedAsync(ReadDocument(masked), ImportMode.Replace));
        Assert.Equal(Everything, await ExportAsync());
        await Store.PurgeAsync(CancellationToken.None);
        Assert.Equal(["/ldapservers/0/bind_password"], await RefusedAsync(ReadDocument(masked)));

        await ImportedAsync(new ImportDocument([], []).With(Imports.LdapServer(3)));
        Assert.Equal(["/ldapservers/0/bind_password"], await RefusedAsync(ReadDocument(masked)));
    }

    [Fact]
    public async Task What_a_document_changes_is_told_by_name()
    {
        await ImportedAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example"));
        Imported result = Assert.IsType<Imported>(await ImportAsync(
            Imports.Of("One", Imports.Servers("other"), "c.example", "b.example", "münchen.example")));
        Assert.Equal(new ImportChanges([], [], 1, []), result.Providers);
        Assert.Equal(new ImportChanges(["c.example", "xn--mnchen-3ya.example"], ["b.example"], 0, []), result.Domains);
    }

    [Fact]
    public async Task Replace_leaves_exactly_the_document()
    {
        await ImportedAsync(ReadDocument(Everything));
        ImportDocument next = Imports.Of("Two", Imports.Servers("two"), "a.example", "new.example");
        ImportResult preview = await Store.PreviewAsync(next, ImportMode.Replace, CancellationToken.None);
        Assert.Equal(Everything, await ExportAsync());

        Imported result = Assert.IsType<Imported>(await ImportAsync(next, ImportMode.Replace));
        Assert.Equal(preview, result);
        Assert.Equal(new ImportChanges(["Two"], [], 0, ["Hoster GmbH", "Ünder", "Ünder"]), result.Providers);
        Assert.Equal(["new.example"], result.Domains.Added);
        Assert.Equal(["a.example"], result.Domains.Changed);
        Assert.Equal(6, result.Domains.Removed.Length);
        await AssertServersAsync(Imports.Servers("two"), "a.example", "new.example");
        string replaced = await ExportAsync();

        await Store.PurgeAsync(CancellationToken.None);
        await ImportedAsync(next);
        Assert.Equal(await ExportAsync(), replaced);
    }

    [Fact]
    public async Task Replace_forgets_what_the_document_cannot_say()
    {
        ImportDocument document = ReadDocument(Everything);
        await ImportedAsync(document);
        await ImportedAsync(
            new ImportDocument(
                [new ImportedProvider(new Provider("Ünder", "Ü"), [new ImportedDomain(DomainPattern.Parse("a.example"), Imports.Servers("one"), null, "")
                {
                    KeepsDirectory = true,
                }], "")],
                []),
            ImportMode.Replace);
        Assert.Null((await FoundAsync("a.example")).Directory);
        Assert.Empty(ReadDocument(await ExportAsync()).Directories);
    }

    [Fact]
    public async Task Replace_can_give_a_domain_and_a_host_to_another_provider()
    {
        await ImportedAsync(ReadDocument(Everything));
        ImportDocument document = ReadDocument(Everything.Replace("Hoster GmbH", "Another", StringComparison.Ordinal).Replace(
            "\"id\": \"hoster.example\"", "\"id\": \"another.example\"", StringComparison.Ordinal));
        Assert.NotEmpty(await RefusedAsync(document));
        Imported result = Assert.IsType<Imported>(await ImportAsync(document, ImportMode.Replace));
        Assert.Equal(["Hoster GmbH"], result.Providers.Removed);
        Assert.Empty(result.Domains.Removed);
        DomainLookup found = await Store.FindProviderAsync(DomainName.Parse("setup.hoster.example"), ProviderNameKind.Host, CancellationToken.None);
        Assert.Equal("Another", Assert.IsType<DomainFound>(found).Configuration.Provider.Name);
    }

    [Fact]
    public async Task Replace_with_an_empty_document_leaves_nothing()
    {
        await ImportedAsync(ReadDocument(Everything));
        Imported result = Assert.IsType<Imported>(await ImportAsync(new ImportDocument([], []), ImportMode.Replace));
        Assert.Equal((new ImportCounts(0, 0, 0, 3), new ImportCounts(0, 0, 0, 7)), CountsOf(result));
        Assert.False(await Store.HoldsDataAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_replacement_that_is_refused_changes_nothing()
    {
        await ImportedAsync(ReadDocument(Everything));
        ImportDocument wrong = new(
            [new ImportedProvider(new Provider("X", "X"), [new ImportedDomain(DomainPattern.Parse("x.example"), Imports.Servers("x"), 7, "/d")], "")], []);
        Assert.Equal(
            ["/d/ldapserver_id"],
            Assert.IsType<ImportRefused>(await ImportAsync(wrong, ImportMode.Replace)).Faults.Select(fault => fault.Pointer));
        Assert.Equal(Everything, await ExportAsync());
    }

    [Property(Arbitrary = [typeof(StoreSteps)], MaxTest = 30, EndSize = 12)]
    public async Task Whatever_was_done_the_export_is_the_models_and_comes_back(StoreStep[] steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        await Store.PurgeAsync(CancellationToken.None);
        StoreModel model = new();
        foreach (StoreStep step in steps)
            await TakeAsync(step, model);

        string exported = await ExportAsync();
        Assert.Equal(Written(model.Export(), tellsPasswords: true), exported);
        await Store.PurgeAsync(CancellationToken.None);
        await ImportedAsync(ReadDocument(exported), ImportMode.Create);
        Assert.Equal(exported, await ExportAsync());
    }

    // As an export has it, so that it is compared to the octet. Of everything there is something.
    private const string Everything =
        """
        {
          "version": 3,
          "ldapservers": [
            {
              "id": 3,
              "name": "ldap.example",
              "port": 636,
              "use_ssl": true,
              "search_base": "dc=example",
              "search_filter": "(mail={0})",
              "attr_uid": "uid",
              "attr_cn": null,
              "bind_user": "cn=reader",
              "bind_password": "secret word"
            },
            {
              "id": 5,
              "name": "ldap2.example",
              "port": 389,
              "use_ssl": false,
              "allow_plain": true,
              "search_base": "dc=ex\\ample",
              "search_filter": "(&(mail={0})(o=\"x\"))",
              "attr_uid": "uid",
              "attr_cn": "cn",
              "bind_password": "env:OTHER_PASSWORD"
            }
          ],
          "providers": [
            {
              "provider": "Hoster GmbH",
              "id": "hoster.example",
              "short_name": "Hoster",
              "allow_plain": true,
              "hosts": [
                "setup.hoster.example"
              ],
              "mx_domains": [
                "mx.hoster.example"
              ],
              "organization": "Hoster & Söhne",
              "servers": [
                {
                  "type": "imap",
                  "name": "imap.%EMAILDOMAIN%",
                  "port": 993,
                  "socket_type": "SSL"
                },
                {
                  "type": "smtp",
                  "name": "smtp.example",
                  "port": 587,
                  "socket_type": "STARTTLS",
                  "user_name": "%EMAILLOCALPART%",
                  "authentication": [
                    "OAuth2",
                    "password-cleartext"
                  ],
                  "prio": 20
                },
                {
                  "type": "caldav",
                  "url": "https://dav.example/",
                  "port": 8443,
                  "domain_required": true
                }
              ],
              "domains": [
                "*",
                "*.a.example",
                {
                  "name": "a.example",
                  "ldapserver_id": 3
                },
                {
                  "name": "b.example",
                  "servers": []
                },
                {
                  "name": "xn--mnchen-3ya.example",
                  "ldapserver_id": 5,
                  "servers": [
                    {
                      "type": "jmap",
                      "name": "jmap.example",
                      "port": 443,
                      "socket_type": "SSL"
                    },
                    {
                      "type": "pop",
                      "name": "pop.example",
                      "port": 110,
                      "socket_type": "plain",
                      "authentication": [
                        "none"
                      ]
                    }
                  ]
                }
              ]
            },
            {
              "provider": "Ünder",
              "short_name": "Ü",
              "servers": [],
              "domains": [
                "under.example"
              ]
            },
            {
              "provider": "Ünder",
              "id": "second",
              "short_name": "Ünder",
              "redirect_address": "%EMAILLOCALPART%@a.example",
              "servers": [],
              "domains": [
                "moved.example"
              ]
            }
          ]
        }
        """;

    private static ImportDocument ReadDocument(string document)
    {
        DocumentReading reading = DocumentReader.Read(Encoding.UTF8.GetBytes(document));
        Assert.Empty(reading.Faults);
        return reading.Document!;
    }

    private async Task<string> ExportAsync(bool tellsPasswords = true)
    {
        List<ExportedItem> items = [];
        await foreach (ExportedItem item in Store.ExportAsync(CancellationToken.None))
            items.Add(item);
        Assert.DoesNotContain(items, item => item is ExportGap);
        return Written(items, tellsPasswords);
    }

    private static string Written(IEnumerable<ExportedItem> items, bool tellsPasswords)
    {
        ArrayBufferWriter<byte> output = new();
        using NativeWriter writer = new(output, tellsPasswords);
        foreach (ExportedItem item in items)
            writer.Write(item);
        writer.End();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
