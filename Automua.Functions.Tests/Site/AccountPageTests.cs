using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Automua.Core.Model;
using Automua.Functions.Site;

namespace Automua.Functions.Tests.Site;

public sealed partial class AccountPageTests
{
    private const string Hostile = "<script>alert(1)</script>\"'&<img src=x onerror=y>";

    private static readonly MailServer Imap = new(MailServerType.Imap, Template.Parse("imap.example.com"), 993, ConnectionSecurity.ImplicitTls);
    private static readonly MailServer Smtp = new(MailServerType.Smtp, Template.Parse("smtp.example.com"), 587, ConnectionSecurity.StartTls);
    private static readonly Provider Plain = new("Provider", "Provider");

    [Fact]
    public void Nothing_that_a_provider_says_becomes_markup()
    {
        LocalizedText text = new(Hostile, Hostile);
        Provider provider = new(Hostile, Hostile)
        {
            Enable = [new EnableInstruction("https://example.com/?" + Hostile, [text])],
            Documentation = [new DocumentationLink("https://example.com/?" + Hostile, [text])],
            WebMail = new WebMail(Template.Parse("https://example.com/?" + Hostile)),
            ActiveSyncUrl = Hostile,
        };
        foreach (SiteTexts texts in SiteLanguages.All)
        {
            string expected = Shape(Write(Similar("plain"), [Imap, Smtp], texts));
            Assert.Equal(expected, Shape(Write(provider, [Imap with { UserName = Template.Parse(Hostile) }, Smtp], texts)));
            Assert.DoesNotContain("<script>", Write(provider, [Imap, Smtp], texts), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("//elsewhere.example/")]
    [InlineData("nonsense")]
    public void Only_web_addresses_become_links(string url)
    {
        Provider provider = Plain with
        {
            Enable = [new EnableInstruction(url, [])],
            Documentation = [new DocumentationLink(url, [])],
            WebMail = new WebMail(Template.Parse(url)),
        };
        Assert.DoesNotContain(url, Write(provider, [Imap, Smtp]), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_stand_there_as_an_app_asks_for_them()
    {
        string page = Write(Plain, [Imap, Smtp, Smtp with { Port = 465, Security = ConnectionSecurity.ImplicitTls, Priority = 20 }]);
        foreach (string expected in (string[])
            [
                "<h3>Receiving mail: IMAP</h3>", "<code>imap.example.com</code>", "<code>993</code>", "<dd>SSL/TLS</dd>",
                "<h3>Sending mail: SMTP</h3>", "<code>587</code>", "<dd>STARTTLS</dd>", "<h3>Sending mail: SMTP (another way)</h3>",
                "<code>465</code>", "<code>ada@example.com</code>", "<dd>Normal password</dd>",
            ])
            Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public void Calendars_address_books_files_and_web_mail_stand_there()
    {
        Provider provider = Plain with { WebMail = new WebMail(Template.Parse("https://mail.example.com/?u=%EMAILADDRESS%")) };
        string page = Write(
            provider,
            [Imap, Smtp],
            davServers:
            [
                new DavServer(DavServerType.CalDav, Template.Parse("https://dav.example.com/%EMAILLOCALPART%/")),
                new DavServer(DavServerType.CardDav, Template.Parse("https://dav.example.com/contacts/")),
                new DavServer(DavServerType.WebDav, Template.Parse("https://dav.example.com/files/")),
            ]);
        foreach (string expected in (string[])
            [
                "<h3>Calendars: CalDAV</h3>", "<code>https://dav.example.com/ada/</code>", "<h3>Address books: CardDAV</h3>",
                "<h3>Files: WebDAV</h3>", "href=\"https://mail.example.com/?u=ada@example.com\"",
            ])
            Assert.Contains(expected, page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_without_TLS_is_told_only_where_allowed_and_with_a_warning()
    {
        MailServer unprotected = Imap with { Host = Template.Parse("plain.example.com"), Port = 143, Security = ConnectionSecurity.None };
        Assert.DoesNotContain("plain.example.com", Write(Plain, [Imap, unprotected, Smtp]), StringComparison.Ordinal);
        string page = Write(Plain with { AllowPlain = true }, [Imap, unprotected, Smtp]);
        Assert.Contains("plain.example.com", page, StringComparison.Ordinal);
        Assert.Contains("none: others can read it", page, StringComparison.Ordinal);
        Assert.Throws<UnusableConfigurationException>(() => Write(Plain, [unprotected]));
    }

    [Fact]
    public void Without_a_profile_there_is_nothing_for_Apple_s_devices()
    {
        string page = Write(Plain, [Imap, Smtp], profileUrl: null);
        Assert.DoesNotContain("<svg", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/mobileconfig", page, StringComparison.Ordinal);
    }

    private static Provider Similar(string text) => new(text, text)
    {
        Enable = [new EnableInstruction("https://example.com/", [new LocalizedText(null, text)])],
        Documentation = [new DocumentationLink("https://example.com/", [new LocalizedText(null, text)])],
        WebMail = new WebMail(Template.Parse("https://example.com/")),
        ActiveSyncUrl = text,
    };

    private static string Write(
        Provider provider,
        ImmutableArray<MailServer> servers,
        SiteTexts? texts = null,
        ImmutableArray<DavServer>? davServers = null,
        string? profileUrl = "https://setup.example.com/mobileconfig?emailaddress=ada%40example.com")
    {
        EmailAddress address = EmailAddress.Parse("ada@example.com");
        MailAccount account = new(address.Domain, new DomainConfiguration(address.Domain, provider, servers, davServers ?? []), address);
        return Encoding.UTF8.GetString(AccountPage.Write(texts ?? SiteLanguages.All[0], account, profileUrl));
    }

    // The elements and the names of their attributes: what stays when every text and every value is taken out.
    private static string Shape(string page) =>
        string.Concat(Element().Matches(page).Select(match => Value().Replace(match.Value, "=\"\"")));

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Element();

    [GeneratedRegex("=\"[^\"]*\"", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Value();
}
