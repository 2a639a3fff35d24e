using System.Text;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Tests.Documents;

public sealed class SeedReaderTests
{
    [Fact]
    public void Version_1_is_read_with_its_defaults()
    {
        ImportDocument document = Read("""
            {
              "provider": "Big Corporation, Inc.",
              "domains": ["Example.com", "bücher.example"],
              "servers": [
                { "type": "imap", "name": "imap.Example.com" },
                { "type": "pop", "name": "pop.%EMAILDOMAIN%" },
                { "type": "smtp", "name": "smtp.example.com", "prio": 20 },
                { "type": "SMTP", "name": "submission.example.com", "port": 587, "prio": -1 }
              ]
            }
            """);
        ImportedProvider provider = Assert.Single(document.Providers);
        Assert.Equal(new Provider("Big Corporation, Inc.", "Big"), provider.Provider);
        Assert.Equal("/provider", provider.Pointer);
        Assert.Equal(["example.com", "xn--bcher-kva.example"], provider.Domains.Select(domain => domain.Name.Value));
        Assert.Equal(["/domains/0", "/domains/1"], provider.Domains.Select(domain => domain.Pointer));
        Assert.All(provider.Domains, domain => Assert.Null(domain.DirectoryId));
        Assert.Same(provider.Domains[0].Servers, provider.Domains[1].Servers);
        Assert.Equal(
            [
                Server(MailServerType.Imap, "imap.example.com", 993, ConnectionSecurity.ImplicitTls),
                Server(MailServerType.Pop, "pop.%EMAILDOMAIN%", 995, ConnectionSecurity.ImplicitTls),
                Server(MailServerType.Smtp, "smtp.example.com", 465, ConnectionSecurity.ImplicitTls) with { Priority = 20 },
                Server(MailServerType.Smtp, "submission.example.com", 587, ConnectionSecurity.StartTls) with { Priority = -1 },
            ],
            provider.Domains[0].Servers.Mail);
        Assert.All(provider.Domains[0].Servers.Mail, server => Assert.Equal(Template.WholeAddress, server.UserName));
        Assert.Empty(provider.Domains[0].Servers.Dav);
        Assert.Empty(document.Directories);
    }

    [Fact]
    public void Version_2_is_read_with_its_directories()
    {
        ImportDocument document = Read("""
            {
              "version": 2,
              "provider": "Corp",
              "ldapservers": [
                {
                  "id": 7, "name": "LDAP.example.com", "port": 389, "use_ssl": false, "search_base": "dc=example,dc=com", "search_filter": "(|(mail={0})(alias={0}))",
                  "attr_uid": "sAMAccountName", "attr_cn": "displayName", "bind_user": "cn=reader", "bind_password": "env:LDAP"
                },
                { "id": 0, "name": "ldap2.example.com", "search_base": "dc=example" }
              ],
              "domains": [{ "name": "example.com", "ldapserver_id": 7 }, { "name": "example.net" }, "example.org", { "name": "a.example", "ldapserver_id": null }],
              "servers": [{ "type": "imap", "name": "imap.example.com" }]
            }
            """);
        Assert.Equal([7, null, null, null], document.Providers[0].Domains.Select(domain => domain.DirectoryId));
        Assert.Equal(["/ldapservers/0", "/ldapservers/1"], document.Directories.Select(directory => directory.Pointer));
        Assert.Equal(
            new DirectoryServer(7, "ldap.example.com", 389, false, "dc=example,dc=com", "(|(mail={0})(alias={0}))", "sAMAccountName")
            {
                CnAttribute = "displayName",
                BindUser = "cn=reader",
                BindPassword = "env:LDAP",
            },
            document.Directories[0].Server);
        Assert.Equal(
            new DirectoryServer(0, "ldap2.example.com", 636, true, "dc=example", "(mail={0})", "uid") { CnAttribute = "cn" }, document.Directories[1].Server);
    }

    [Fact]
    public void Dav_servers_are_read()
    {
        ImportDocument document = Read("""
            {
              "provider": "Corp",
              "domains": ["example.com"],
              "servers": [
                { "type": "caldav", "url": "https://dav.example.com/%EMAILADDRESS%/" },
                { "type": "CardDAV", "url": "http://dav.example.com/", "port": 8080 },
                { "type": "imap", "name": "imap.example.com" },
                { "type": "webdav", "url": "HTTPS://files.example.com", "port": 0 }
              ]
            }
            """);
        ImportedServers servers = document.Providers[0].Domains[0].Servers;
        Assert.Single(servers.Mail);
        Assert.Equal(
            [
                new DavServer(DavServerType.CalDav, Template.Parse("https://dav.example.com/%EMAILADDRESS%/")) { DomainRequired = true },
                new DavServer(DavServerType.CardDav, Template.Parse("http://dav.example.com/")) { Port = 8080, DomainRequired = true },
                new DavServer(DavServerType.WebDav, Template.Parse("HTTPS://files.example.com")) { DomainRequired = true },
            ],
            servers.Dav);
    }

    [Theory]
    [InlineData(465, ConnectionSecurity.ImplicitTls)]
    [InlineData(993, ConnectionSecurity.ImplicitTls)]
    [InlineData(995, ConnectionSecurity.ImplicitTls)]
    [InlineData(143, ConnectionSecurity.StartTls)]
    [InlineData(1, ConnectionSecurity.StartTls)]
    [InlineData(65535, ConnectionSecurity.StartTls)]
    public void The_port_tells_the_security(int port, ConnectionSecurity expected)
    {
        ImportDocument document = Read(Seed.With("servers", $$"""[{"type":"imap","name":"imap.example.com","port":{{port}}}]"""));
        MailServer server = Assert.Single(document.Providers[0].Domains[0].Servers.Mail);
        Assert.Equal((port, expected), (server.Port, server.Security));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("\"yes\"", true)]
    [InlineData("\"On\"", true)]
    [InlineData("\"off\"", false)]
    [InlineData("\"FALSE\"", false)]
    public void Truth_is_read_in_the_words_of_JSON_and_of_INI_files(string word, bool expected) =>
        Assert.Equal(expected, Assert.Single(Read(Seed.WithDirectory($"\"use_ssl\":{word}")).Directories).Server.UseTls);

    [Theory]
    [InlineData("", true)]
    [InlineData("\"port\":636", true)]
    [InlineData("\"port\":389", false)]
    public void The_port_tells_whether_a_directory_speaks_TLS(string members, bool expected) =>
        Assert.Equal(expected, Assert.Single(Read(Seed.WithDirectory(members)).Directories).Server.UseTls);

    [Theory]
    [InlineData("", false)]
    [InlineData("\"allow_plain\":false", false)]
    [InlineData("\"allow_plain\":\"off\",\"use_ssl\":true", false)]
    [InlineData("\"allow_plain\":true,\"port\":389", true)]
    [InlineData("\"allow_plain\":\"yes\",\"use_ssl\":false", true)]
    public void A_directory_is_asked_in_the_clear_when_it_is_allowed(string members, bool expected)
    {
        DirectoryServer directory = Assert.Single(Read(Seed.WithDirectory(members)).Directories).Server;
        Assert.Equal(expected, directory.AllowPlain);
        Assert.False(directory.AllowPlain && directory.UseTls);
    }

    [Fact]
    public void A_BOM_is_tolerated()
    {
        DocumentReading reading = DocumentReader.Read((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Seed.Good)]);
        Assert.Empty(reading.Faults);
        Assert.NotNull(reading.Document);
    }

    [Fact]
    public void Escapes_are_read()
    {
        ImportDocument document = Read(Seed.With("provider", "\"\\u0042\\u00fc\\ud83d\\ude00 \\\"&\\u003c\""));
        Assert.Equal("Bü😀 \"&<", document.Providers[0].Provider.Name);
        Assert.Equal("Bü😀", document.Providers[0].Provider.ShortName);
    }

    [Fact]
    public void Comments_and_a_schema_pass_without_a_warning()
    {
        DocumentReading reading = DocumentReader.Read(Encoding.UTF8.GetBytes(Seed.With("_comment", "[\"of\", {\"any\": \"kind\"}]", "$schema", "\"https://example.com/schema\"")));
        Assert.Empty(reading.Faults);
        Assert.Empty(reading.Warnings);
    }

    [Fact]
    public void Unknown_members_are_warned_of_with_their_places()
    {
        DocumentReading reading = DocumentReader.Read("""
            {
              "provider": "Corp", "Domains": [], "a/b~c": 1,
              "domains": [{ "name": "example.com", "ldapserver": 1 }],
              "ldapservers": [{ "id": 1, "name": "ldap.example.com", "search_base": "dc=example", "timeout": 3 }],
              "servers": [{ "type": "imap", "name": "imap.example.com", "url": "x" }, { "type": "caldav", "url": "https://dav.example.com/", "prio": 1 }, { "type": "smtp", "name": "smtp.example.com" }]
            }
            """u8.ToArray());
        Assert.Empty(reading.Faults);
        Assert.NotNull(reading.Document);
        Assert.Equal(
            ["/Domains", "/a~1b~0c", "/domains/0/ldapserver", "/ldapservers/0/timeout", "/servers/0/url", "/servers/1/prio"],
            reading.Warnings.Select(warning => warning.Pointer).Order(StringComparer.Ordinal));
        Assert.All(reading.Warnings, warning => Assert.Contains("known here are", warning.Detail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""[{"type":"imap","name":"a.example"},{"type":"pop","name":"a.example"}]""", true)]
    [InlineData("""[{"type":"smtp","name":"a.example"}]""", true)]
    [InlineData("""[{"type":"pop","name":"a.example"},{"type":"smtp","name":"a.example"}]""", false)]
    public void Servers_of_one_direction_alone_are_warned_of(string servers, bool isWarned)
    {
        DocumentReading reading = DocumentReader.Read(Encoding.UTF8.GetBytes(Seed.With("servers", servers)));
        Assert.Empty(reading.Faults);
        Assert.Equal(isWarned ? ["/servers"] : [], reading.Warnings.Select(warning => warning.Pointer));
    }

    [Theory]
    [InlineData("\"example.net\"", null, true)]
    [InlineData("""{"name":"example.net"}""", null, true)]
    [InlineData("""{"name":"example.net","ldapserver_id":null}""", null, false)]
    [InlineData("""{"name":"example.net","ldapserver_id":1}""", 1, false)]
    public void A_domain_that_says_nothing_of_a_directory_keeps_its_own(string domain, int? directory, bool keeps)
    {
        ImportedDomain read = Assert.Single(Read(Seed.With("domains", $"[{domain}]")).Providers[0].Domains);
        Assert.Equal((directory, keeps), (read.DirectoryId, read.KeepsDirectory));
    }

    private static ImportDocument Read(string seed)
    {
        DocumentReading reading = DocumentReader.Read(Encoding.UTF8.GetBytes(seed));
        Assert.Empty(reading.Faults);
        // Seeds of one direction are enough for most of what is read here.
        Assert.DoesNotContain(reading.Warnings, warning => warning.Pointer != "/servers");
        return reading.Document!;
    }

    private static MailServer Server(MailServerType type, string host, int port, ConnectionSecurity security) =>
        new(type, Template.Parse(host), port, security);
}
