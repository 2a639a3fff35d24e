using System.Text;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Tests.Documents;

/// <summary>Documents of version 3.</summary>
public sealed class NativeReaderTests
{
    private const string Full = """
        {
          "$schema": "https://example.com/schema",
          "version": 3,
          "ldapservers": [{ "id": 1, "name": "ldap1.example.com", "search_base": "dc=example" }],
          "providers": [
            {
              "provider": "Hoster GmbH", "short_name": "Hoster", "id": "hoster.example",
              "hosts": ["setup.hoster.example"], "mx_domains": ["mx.hoster.example"], "allow_plain": true,
              "organization": "Hoster", "profile_description": "Sets up mail.", "consent_text": [{ "text": "Agree?" }, { "language": "de", "text": "Ja?" }],
              "activesync_url": "https://eas.hoster.example/", "redirect_address": "%EMAILLOCALPART%@hoster.example",
              "oauth2": { "issuer": "i", "scope": "s", "authorization_url": "https://a.example/", "token_url": "https://t.example/" },
              "documentation": [{ "url": "https://h.example/", "descriptions": [{ "text": "Help" }] }],
              "enable": [{ "instructions": [{ "text": "Do" }] }], "web_mail": { "login_page": "https://w.example/" },
              "ldapservers": [{ "id": 2, "name": "ldap2.example.com", "search_base": "dc=example" }],
              "servers": [
                { "type": "imap", "name": "imap.example.com", "port": 1143, "socket_type": "SSL", "prio": 5, "user_name": "%EMAILLOCALPART%", "authentication": ["OAuth2", "plain"] },
                { "type": "smtp", "name": "smtp.example.com", "authentication": "secure" },
                { "type": "jmap", "name": "jmap.example.com" },
                { "type": "caldav", "url": "https://dav.example.com/", "domain_required": true, "user_name": "%EMAILLOCALPART%" }
              ],
              "domains": ["a.example", "*.b.example", { "name": "c.example", "ldapserver_id": 2, "servers": [{ "type": "pop", "name": "pop.c.example" }, { "type": "smtp", "name": "smtp.c.example" }] }, "*"]
            },
            { "provider": "Second" }
          ]
        }
        """;

    [Fact]
    public void Every_field_is_read()
    {
        DocumentReading reading = Read(Full);
        Assert.Empty(reading.Faults);
        ImportDocument document = reading.Document!;
        Assert.Equal([1, 2], document.Directories.Select(directory => directory.Server.Id));
        Assert.Equal("/providers/0/ldapservers/0", document.Directories[1].Pointer);

        ImportedProvider imported = document.Providers[0];
        Assert.Equal("hoster.example", imported.Id);
        Assert.Equal(ImportedDetails.All, imported.Details);
        Provider provider = imported.Provider;
        Assert.Equal(("Hoster GmbH", "Hoster", true), (provider.Name, provider.ShortName, provider.AllowPlain));
        Assert.Equal(["setup.hoster.example"], provider.Hosts.Select(host => host.Value));
        Assert.Equal(["mx.hoster.example"], provider.MxDomains.Select(domain => domain.Value));
        Assert.Equal(("Hoster", "Sets up mail."), (provider.Organization, provider.ProfileDescription));
        Assert.Equal([new(null, "Agree?"), new("de", "Ja?")], provider.ConsentText);
        Assert.Equal("https://eas.hoster.example/", provider.ActiveSyncUrl);
        Assert.Equal("%EMAILLOCALPART%@hoster.example", provider.RedirectAddress?.Text);
        Assert.Equal("s", provider.OAuth2?.Scope);
        Assert.Single(provider.Documentation);
        Assert.Single(provider.Enable);
        Assert.Equal("https://w.example/", provider.WebMail?.LoginPage.Text);

        Assert.Equal(
            [
                new MailServer(MailServerType.Imap, Template.Parse("imap.example.com"), 1143, ConnectionSecurity.ImplicitTls)
                {
                    Priority = 5,
                    UserName = Template.Parse("%EMAILLOCALPART%"),
                    Authentication = [AuthenticationMethod.OAuth2, AuthenticationMethod.PasswordCleartext],
                },
                new MailServer(MailServerType.Smtp, Template.Parse("smtp.example.com"), 465, ConnectionSecurity.ImplicitTls)
                {
                    Authentication = [AuthenticationMethod.PasswordEncrypted],
                },
                new MailServer(MailServerType.Jmap, Template.Parse("jmap.example.com"), 443, ConnectionSecurity.ImplicitTls),
            ],
            imported.Servers!.Mail);
        Assert.Equal(
            [new DavServer(DavServerType.CalDav, Template.Parse("https://dav.example.com/")) { DomainRequired = true, UserName = Template.Parse("%EMAILLOCALPART%") }],
            imported.Servers.Dav);

        Assert.Equal(["a.example", "*.b.example", "c.example", "*"], imported.Domains.Select(domain => domain.Name.Value));
        Assert.Same(imported.Servers, imported.Domains[1].Servers);
        Assert.Equal("pop.c.example", imported.Domains[2].Servers.Mail[0].Host.Text);
        Assert.Equal(2, imported.Domains[2].DirectoryId);
        Assert.Equal("Second", document.Providers[1].Provider.ShortName);
        Assert.Empty(document.Providers[1].Domains);
    }

    [Theory]
    [InlineData("\"providers\": [", "\"provider\": [", "/provider", "is not a member; known here are version, providers, ldapservers")]
    [InlineData("\"prio\": 5", "\"priority\": 5", "/providers/0/servers/0/priority", "known here are type, name, port, prio, socket_type")]
    [InlineData("\"scope\": \"s\"", "\"scopes\": \"s\"", "/providers/0/oauth2/scopes", "is not a member")]
    [InlineData("\"scope\": \"s\",", "", "/providers/0/oauth2/scope", "is missing")]
    [InlineData("\"socket_type\": \"SSL\"", "\"socket_type\": \"ssl3\"", "/providers/0/servers/0/socket_type", "allowed are SSL, TLS, STARTTLS, plain")]
    [InlineData("[\"OAuth2\", \"plain\"]", "[\"OAuth2\", \"basic\"]", "/providers/0/servers/0/authentication/1", "allowed are password-cleartext")]
    [InlineData("[\"OAuth2\", \"plain\"]", "[]", "/providers/0/servers/0/authentication", "is an empty list")]
    [InlineData("\"*.b.example\"", "\"b.*.example\"", "/providers/0/domains/1", "")]
    [InlineData("\"*.b.example\"", "\"A.example.\"", "/providers/0/domains/1", "names a.example a second time; the first is /providers/0/domains/0")]
    [InlineData("\"ldapserver_id\": 2,", "\"ldapserver_id\": \"2\",", "/providers/0/domains/2/ldapserver_id", "not a number")]
    [InlineData("\"id\": 2,", "\"id\": 1,", "/providers/0/ldapservers/0/id", "is 1 a second time")]
    [InlineData("{ \"provider\": \"Second\" }", "{ \"provider\": \"Second\", \"id\": \"hoster.example\" }", "/providers/1/id", "is that of /providers/0 as well")]
    [InlineData("{ \"provider\": \"Second\" }", "{ \"provider\": \"Second\", \"hosts\": [\"setup.hoster.example\"] }", "/providers/1/hosts", "which /providers/0 names as well")]
    [InlineData("{ \"provider\": \"Second\" }", "{}", "/providers/1/provider", "is missing")]
    [InlineData("{ \"provider\": \"Second\" }", "\"Second\"", "/providers/1", "not an object")]
    [InlineData("\"activesync_url\": \"https:", "\"activesync_url\": \"http:", "/providers/0/activesync_url", "not an https: URL")]
    [InlineData("\"allow_plain\": true", "\"allow_plain\": \"maybe\"", "/providers/0/allow_plain", "allowed are true, false")]
    public void A_fault_is_told_with_its_place(string right, string wrong, string pointer, string detail)
    {
        string document = Full.Replace(right, wrong, StringComparison.Ordinal);
        Assert.NotEqual(Full, document);
        Assert.Contains(
            Read(document).Faults,
            fault => fault.Pointer == pointer && fault.Detail.Contains(detail, StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_without_providers_is_refused() =>
        Assert.Equal("/providers", Assert.Single(Read("""{ "version": 3 }""").Faults).Pointer);

    [Fact]
    public void Domains_without_any_servers_are_reported() => Assert.Contains(
        Read("""{ "version": 3, "providers": [{ "provider": "P", "domains": ["a.example"] }] }""").Warnings,
        warning => warning.Pointer == "/providers/0");

    [Theory]
    [InlineData("""{ "name": "a.example", "servers": [] }""")]
    [InlineData("""{ "name": "a.example" }""")]
    public void A_domain_without_servers_is_reported_beside_others(string domain) => Assert.Contains(
        Read($$"""{ "version": 3, "providers": [{ "provider": "P", "domains": [{{domain}}, { "name": "b.example", "servers": [{ "type": "imap", "name": "i.example" }, { "type": "smtp", "name": "s.example" }] }] }] }""").Warnings,
        warning => warning.Detail.Contains("has 1 domains without mail servers", StringComparison.Ordinal));

    [Fact]
    public void Hosts_of_a_provider_without_servers_are_reported() => Assert.Contains(
        Read("""{ "version": 3, "providers": [{ "provider": "P", "hosts": ["h.example"] }] }""").Warnings,
        warning => warning.Detail.Contains("hosts or mx_domains", StringComparison.Ordinal));

    [Fact]
    public void Null_is_the_same_as_nothing()
    {
        DocumentReading reading = Read("""
            { "version": 3, "providers": [{ "provider": "P", "id": null, "hosts": null, "oauth2": null, "web_mail": null, "consent_text": null,
              "servers": [{ "type": "imap", "name": "i.example", "socket_type": null, "user_name": null, "authentication": null }, { "type": "smtp", "name": "s.example" }],
              "domains": [{ "name": "a.example", "servers": null, "ldapserver_id": null }] }] }
            """);
        Assert.Empty(reading.Faults);
        Assert.Empty(reading.Warnings);
        ImportedDomain domain = Assert.Single(reading.Document!.Providers[0].Domains);
        Assert.Equal(2, domain.Servers.Mail.Length);
        Assert.False(domain.KeepsDirectory);
    }

    [Fact]
    public void Domains_that_are_redirected_need_no_servers() => Assert.Empty(
        Read("""{ "version": 3, "providers": [{ "provider": "P", "domains": ["a.example"], "redirect_address": "%EMAILLOCALPART%@b.example" }] }""").Warnings);

    private static DocumentReading Read(string document) => DocumentReader.Read(Encoding.UTF8.GetBytes(document));
}
