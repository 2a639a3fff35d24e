using System.Text.Json;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documents;

/// <summary>Good documents, posted to <c>initdb</c>.</summary>
public sealed class ImportOverHttpTests(AdministeredProgram shared) : IClassFixture<AdministeredProgram>
{
    private HttpClient Administrator => shared.Administrator;

    private HttpClient Client => shared.Program.Client;

    [Theory]
    [InlineData("initdb")]
    [InlineData("initdb/")]
    [InlineData("InitDB/")]
    public async Task The_answer_counts_what_became_of_providers_and_domains(string path)
    {
        string parent = $"{Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(path))}.example";
        async Task<JsonElement> PostAsync(params string[] domains)
        {
            using StringContent content = new(Seed.Of($"Counted at {path}", "one", domains));
            using HttpResponseMessage response = await Administrator.PostAsync(path, content);
            Assert.Equal(200, (int)response.StatusCode);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
            using JsonDocument body = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
            return body.RootElement.Clone();
        }

        JsonElement answer = await PostAsync($"a.{parent}", $"b.{parent}");
        Assert.Equal([1, 0, 0, 0], answer.Counts("providers"));
        Assert.Equal([2, 0, 0, 0], answer.Counts("domains"));
        Assert.False(answer.TryGetProperty("warnings", out _));
        answer = await PostAsync($"b.{parent}", $"c.{parent}");
        Assert.Equal([0, 0, 1, 0], answer.Counts("providers"));
        Assert.Equal([1, 0, 1, 0], answer.Counts("domains"));
    }

    [Fact]
    public async Task A_seed_of_version_1_has_the_references_defaults()
    {
        (int status, JsonElement answer) = await Administrator.ImportAsync("""
            {"provider": "Version One Mail", "domains": ["v1.example"], "servers": [
                {"type": "imap", "name": "imap.v1.example"},
                {"type": "imap", "name": "imap.v1.example", "port": 143, "prio": 20},
                {"type": "pop", "name": "pop.v1.example"},
                {"type": "smtp", "name": "smtp.v1.example"},
                {"type": "smtp", "name": "smtp.v1.example", "port": 587, "prio": 5},
                {"type": "caldav", "url": "https://dav.v1.example/calendars"},
                {"type": "carddav", "url": "https://dav.v1.example/cards", "port": 8443}]}
            """);
        Assert.Equal(200, status);
        Assert.Equal([1, 0, 0, 0], answer.Counts("domains"));
        System.Xml.Linq.XElement autoconfig = await Client.AutoconfigAsync("v1.example");
        const string Login = "%EMAILADDRESS% password-cleartext";
        Assert.Equal(
            [
                $"imap imap.v1.example:993 SSL {Login}",
                $"pop3 pop.v1.example:995 SSL {Login}",
                $"imap imap.v1.example:143 STARTTLS {Login}",
                $"smtp smtp.v1.example:587 STARTTLS {Login}",
                $"smtp smtp.v1.example:465 SSL {Login}",
            ],
            autoconfig.Servers());
        Assert.Equal("Version", autoconfig.Descendants("displayShortName").Single().Value);
        Assert.Equal("https://dav.v1.example/calendars", (string?)autoconfig.Element("calendar")?.Element("url"));
        Assert.Equal("https://dav.v1.example:8443/cards", (string?)autoconfig.Element("addressbook")?.Element("url"));
    }

    [Fact]
    public async Task A_seed_of_version_2_has_domains_as_objects_and_LDAP_servers()
    {
        (int status, JsonElement answer) = await Administrator.ImportAsync("""
            {"version": 2, "provider": "Version Two", "domains": [{"name": "v2.example"}, {"name": "plain.v2.example"}],
             "ldapservers": [{"id": 12, "name": "ldap.v2.example", "search_base": "dc=v2", "bind_password": "hidden-word"}],
             "servers": [{"type": "imap", "name": "imap.v2.example"}, {"type": "smtp", "name": "smtp.v2.example"}]}
            """);
        Assert.Equal(200, status);
        Assert.Equal([2, 0, 0, 0], answer.Counts("domains"));
        Assert.Equal(200, await Client.AutoconfigStatusAsync("v2.example"));

        // The LDAP server stays for later documents.
        (status, answer) = await Administrator.ImportAsync("""
            {"version": 2, "provider": "Version Two", "domains": [{"name": "later.v2.example", "ldapserver_id": 12}],
             "servers": [{"type": "imap", "name": "imap.v2.example"}, {"type": "smtp", "name": "smtp.v2.example"}]}
            """);
        Assert.Equal(200, status);
        Assert.Equal([1, 0, 0, 0], answer.Counts("domains"));
    }

    [Fact]
    public async Task What_is_not_read_is_told_and_does_no_harm()
    {
        (int status, JsonElement answer) = await Administrator.ImportAsync("""
            {"provider": "Warned", "domains": ["warned.example"], "_comment": "passed over", "colour": "blue",
             "servers": [{"type": "imap", "name": "imap.warned.example", "prot": 143}, {"type": "smtp", "name": "smtp.warned.example"}]}
            """);
        Assert.Equal(200, status);
        Assert.Equal(["/colour", "/servers/0/prot"], answer.Pointers("warnings"));
        Assert.Equal(200, await Client.AutoconfigStatusAsync("warned.example"));
    }

    [Fact]
    public async Task A_byte_order_mark_and_any_media_type_are_taken()
    {
        using ByteArrayContent content = new([.. "\uFEFF"u8, .. System.Text.Encoding.UTF8.GetBytes(Seed.Of("Märk", "one", "märk.example"))]);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        (int status, _) = await Administrator.ImportAsync(content);
        Assert.Equal(200, status);
        Assert.Equal(200, await Client.AutoconfigStatusAsync("xn--mrk-qla.example"));
    }

    [Fact]
    public async Task Every_domain_of_a_large_document_can_change_at_once()
    {
        const int Count = 30_000;
        string[] names = Imports.Names(Count, "large.example");
        foreach (string mark in (string[])["old", "new"])
        {
            (int status, JsonElement answer) = await Administrator.ImportAsync(Seed.Of("Large", mark, names));
            Assert.Equal(200, status);
            Assert.Equal(mark == "old" ? [Count, 0, 0, 0] : [0, Count, 0, 0], answer.Counts("domains"));
        }

        Assert.Contains("imap.new.example", (await Client.AutoconfigAsync(names[^1])).Servers()[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Domains_share_their_servers_rows_and_no_row_is_left_over()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = program.NewAdministrator();
        Storage.SqliteFile database = new(program.DatabaseFile);
        foreach ((string mark, string[] domains, int rows) in ((string, string[], int)[])
            [
                ("one", Imports.Names(100), 2),
                ("one", Imports.Names(101), 2),
                ("two", Imports.Names(1), 4),
                ("one", Imports.Names(101), 2),
                ("three", Imports.Names(101), 2),
                ("three", Imports.Names(101), 2),
            ])
        {
            Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Shared", mark, domains))).Status);
            Assert.Equal(rows, database.Number("SELECT COUNT(*) FROM server"));
            Assert.Equal(0, database.Number("SELECT COUNT(*) FROM server WHERE id NOT IN (SELECT server_id FROM server_domain)"));
        }

        database.AssertWhole();
    }

    [Fact]
    public async Task The_sample_is_stored_once_and_a_purge_counts_it()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = program.NewAdministrator();
        await program.StoreSampleDataAsync();
        using HttpResponseMessage again = await administrator.GetAsync("initdb/");
        Assert.Equal(409, (int)again.StatusCode);
        Assert.Equal("application/problem+json", again.Content.Headers.ContentType?.MediaType);
        using HttpResponseMessage purge = await administrator.DeleteAsync("initdb/");
        using JsonDocument counts = JsonDocument.Parse(await purge.Content.ReadAsStringAsync());
        Assert.Equal([0, 0, 0, 1], counts.RootElement.Counts("providers"));
        Assert.Equal([0, 0, 0, 3], counts.RootElement.Counts("domains"));
        Assert.Equal(404, await program.Client.AutoconfigStatusAsync("example.com"));
        await program.StoreSampleDataAsync();
    }
}
