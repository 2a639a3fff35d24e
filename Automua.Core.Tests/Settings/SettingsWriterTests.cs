using System.Collections.Immutable;
using System.Text.Json;
using Automua.Core.Model;
using Automua.Core.Settings;
using Automua.Core.Tests.Autoconfig;
using Automua.Core.Tests.Conformance;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Settings;

[Properties(Arbitrary = [typeof(Models)])]
public sealed class SettingsWriterTests
{
    private const string Address = "your full e-mail address";
    private const string LocalPart = "the part of your e-mail address before the @";

    private static readonly string[] Lists = ["incoming", "outgoing", "other"];
    private static readonly string[] DavLists = ["calendars", "contacts", "files"];
    private static readonly MailServer Imap = new(MailServerType.Imap, Template.Parse("imap.%EMAILDOMAIN%"), 993, ConnectionSecurity.ImplicitTls);

    [Property]
    public void A_model_has_settings_exactly_if_a_server_may_be_told(MailAccount account)
    {
        bool mayBeTold = AllMail(account).Any(server => IsTold(account, server.Security != ConnectionSecurity.None))
            || account.Configuration.DavServers.Any(server => IsTold(account, server.UseTls))
            || account.Provider.ActiveSyncUrl is not null;
        Assert.Equal(mayBeTold, Dialect.Settings.TryWrite(account) is not null);
    }

    [Property]
    public void Every_server_that_may_be_told_is_told_in_its_order(MailAccount account)
    {
        if (Dialect.Settings.TryWrite(account) is not { } document)
            return;
        JsonElement root = Root(document);
        Assert.Equal(account.Domain.Value, root.GetProperty("domain").GetString());
        Assert.Equal(
            [
                .. AllMail(account).Where(server => IsTold(account, server.Security != ConnectionSecurity.None))
                    .Select(server => (Expected.Host(server, account), server.Port, WordOf(server.Security), server.Authentication.Length)),
            ],
            Entries(root, Lists).Where(entry => entry.TryGetProperty("host", out _)).Select(entry => (
                entry.GetProperty("host").GetString()!,
                entry.GetProperty("port").GetInt32(),
                entry.GetProperty("security").GetString()!,
                entry.GetProperty("authentication").GetArrayLength())));
        Assert.Equal(
            account.Configuration.DavServers.Count(server => IsTold(account, server.UseTls)), Entries(root, DavLists).Count());
        Assert.Equal(
            account.Provider.ActiveSyncUrl,
            Entries(root, "other").Where(entry => entry.GetProperty("protocol").GetString() == "ActiveSync")
                .Select(entry => entry.GetProperty("url").GetString()).SingleOrDefault());
    }

    [Property]
    public void A_server_without_TLS_is_told_only_where_allowed_and_has_a_mark(MailAccount account)
    {
        if (Dialect.Settings.TryWrite(account) is not { } document)
            return;
        foreach (JsonElement entry in Entries(Root(document), [.. Lists, .. DavLists]))
        {
            bool isPlain = (entry.TryGetProperty("security", out JsonElement security) && security.GetString() == "none")
                || (entry.TryGetProperty("url", out JsonElement url) && url.GetString()!.StartsWith("http:", StringComparison.OrdinalIgnoreCase));
            Assert.Equal(isPlain, entry.TryGetProperty("unencrypted", out JsonElement mark) && mark.GetBoolean());
            Assert.True(!isPlain || account.Provider.AllowPlain);
        }
    }

    [Property]
    public void A_login_name_is_told_or_described_and_a_URL_leads_somewhere(MailAccount account)
    {
        if (Dialect.Settings.TryWrite(account) is not { } document)
            return;
        foreach (JsonElement entry in Entries(Root(document), [.. Lists, .. DavLists]))
        {
            if (entry.TryGetProperty("url", out JsonElement url))
            {
                Assert.True(Uri.TryCreate(url.GetString(), UriKind.Absolute, out Uri? uri) && Expected.IsHostName(uri.IdnHost), url.GetString());
                Assert.True(account.Address is not null || !url.GetString()!.Contains("%EMAIL", StringComparison.Ordinal), url.GetString());
            }

            if (entry.TryGetProperty("protocol", out JsonElement protocol) && protocol.GetString() == "ActiveSync")
                continue;
            bool isKnown = entry.TryGetProperty("user_name", out _);
            Assert.NotEqual(isKnown, entry.TryGetProperty("user_name_is", out JsonElement words));
            Assert.True(isKnown || account.Address is null);
            Assert.True(isKnown || (account.DirectoryLogin is null && !words.GetString()!.Contains("%EMAIL", StringComparison.Ordinal)));
        }
    }

    [Property(MaxTest = 50)]
    public void A_document_does_not_depend_on_the_pieces_in_which_it_is_written(MailAccount account)
    {
        if (Dialect.Settings.TryWrite(account) is not { } document)
            return;
        SmallPiecesWriter pieces = new();
        SettingsWriter.Write(account, pieces);
        Assert.Equal(document, pieces.Written);
    }

    [Theory]
    [InlineData("%EMAILADDRESS%", "user_name_is", Address)]
    [InlineData("%REALNAME%", "user_name_is", Address)]
    [InlineData("%EMAILLOCALPART%", "user_name_is", LocalPart)]
    [InlineData("%EMAILDOMAIN%\\%EMAILLOCALPART%", "user_name_is", "example.com\\[" + LocalPart + "]")]
    [InlineData("%EMAILDOMAIN%", "user_name", "example.com")]
    [InlineData("everybody", "user_name", "everybody")]
    public void Without_an_address_a_login_name_is_described(string template, string member, string expected) =>
        Assert.Equal(expected, Incoming(Account(Imap with { UserName = Template.Parse(template) })).GetProperty(member).GetString());

    [Fact]
    public void With_an_address_a_login_name_is_told()
    {
        MailAccount account = Account(Imap with { UserName = Template.Parse("%EMAILDOMAIN%\\%EMAILLOCALPART%") }) with
        {
            Address = EmailAddress.Parse("ada@example.com"),
        };
        Assert.Equal("example.com\\ada", Incoming(account).GetProperty("user_name").GetString());
        Assert.Equal("uid7", Incoming(account with { DirectoryLogin = "uid7" }).GetProperty("user_name").GetString());
    }

    [Fact]
    public void A_login_name_that_a_directory_tells_is_not_made_of_the_address()
    {
        MailAccount account = Account(Imap);
        DirectoryServer directory = new(1, "ldap.example.com", 636, true, "dc=example,dc=com", "(mail={0})", "uid");
        account = account with { Configuration = new DomainConfiguration(account.Domain, account.Provider, [Imap], [], directory) };
        Assert.Equal("the login name that you were given", Incoming(account).GetProperty("user_name_is").GetString());
    }

    [Fact]
    public void Web_mail_that_needs_an_address_is_told_with_one_only()
    {
        MailAccount account = Account(Imap);
        account = account with
        {
            Configuration = new DomainConfiguration(
                account.Domain, account.Provider with { WebMail = new(Template.Parse("https://mail.%EMAILDOMAIN%/?u=%EMAILADDRESS%")) }, [Imap], []),
        };
        Assert.False(Root(Dialect.Settings.Write(account)).GetProperty("provider").TryGetProperty("web_mail", out _));
        Assert.Equal(
            "https://mail.example.com/?u=a%2Bb@example.com",
            Root(Dialect.Settings.Write(account with { Address = EmailAddress.Parse("a+b@example.com") }))
                .GetProperty("provider").GetProperty("web_mail").GetString());
    }

    [Fact]
    public void Methods_have_the_words_of_mail_apps() => Assert.Equal(
        [
            "Normal password", "Encrypted password", "OAuth2", "NTLM", "Kerberos / GSSAPI", "Client IP address", "TLS certificate", "None",
        ],
        Incoming(Account(Imap with { Authentication = [.. Enum.GetValues<AuthenticationMethod>()] }))
            .GetProperty("authentication").EnumerateArray().Select(word => word.GetString()!));

    private static MailAccount Account(params ImmutableArray<MailServer> servers)
    {
        DomainName domain = DomainName.Parse("example.com");
        return new MailAccount(domain, new DomainConfiguration(domain, new Provider("P", "P"), servers, []));
    }

    private static JsonElement Incoming(MailAccount account) =>
        Assert.Single(Entries(Root(Dialect.Settings.Write(account)), "incoming"));

    private static IEnumerable<JsonElement> Entries(JsonElement root, params IEnumerable<string> lists) =>
        lists.SelectMany(list => root.GetProperty(list).EnumerateArray());

    private static IEnumerable<MailServer> AllMail(MailAccount account) =>
        account.Configuration.Incoming.Concat(account.Configuration.Outgoing).Concat(account.Configuration.Others);

    private static bool IsTold(MailAccount account, bool isProtected) => isProtected || account.Provider.AllowPlain;

    private static string WordOf(ConnectionSecurity security) =>
        security == ConnectionSecurity.ImplicitTls ? "SSL/TLS" : security == ConnectionSecurity.StartTls ? "STARTTLS" : "none";

    private static JsonElement Root(byte[] document) => JsonSerializer.Deserialize<JsonElement>(document);
}
