using System.Text;
using Automua.Core.Model;
using Automua.Core.Tests.Golden;
using FsCheck;
using FsCheck.Fluent;

namespace Automua.Core.Tests.Conformance;

/// <summary>clientConfig documents follow the grammar of the draft, and the grammar refuses what is wrong.</summary>
public sealed class ClientConfigGrammarTests
{
    private const int Generated = 300;

    private static readonly MailAccount FourServers = GoldenModels.All["four-servers"];
    private static readonly MailAccount Dav = GoldenModels.All["dav"];

    private static readonly MailAccount Everything = GoldenModels.All["oauth2"].WithProvider(provider => provider with
    {
        MxDomains = [DomainName.Parse("mx.example.com")],
        Documentation = [new DocumentationLink("https://example.com/help", [new LocalizedText("en", "Help"), new LocalizedText(null, "Hilfe")])],
        Enable = [new EnableInstruction("https://example.com/enable", [new LocalizedText("de-AT", "IMAP einschalten")])],
        WebMail = new WebMail(
            Template.Parse("https://webmail.%EMAILDOMAIN%/"),
            new WebMailForm(Template.Parse("https://webmail.example.com/login"), Template.WholeAddress)
            {
                UserNameField = new WebMailFormElement("user", "u"),
                PasswordField = new WebMailFormElement(null, "p"),
                LoginButton = new WebMailFormElement("go", null),
            }),
    });

    private static readonly Gen<LocalizedText> Words = Gen.Elements(
        new LocalizedText("en", "Words"), new LocalizedText("zh-Hant-TW", "說明 & <b>"), new LocalizedText(null, "]]>"));

    private static readonly Gen<Template> Pages = Gen.Elements(
        "https://example.com/", "http://%EMAILDOMAIN%/?a=1&b=%EMAILADDRESS%", "https://例え.テスト/<x>").Select(Template.Parse);

    private static readonly Gen<WebMailFormElement?> FormElement = Gen.Elements(
        null, new WebMailFormElement("i", null), new WebMailFormElement(null, "n&"), new WebMailFormElement("i", "n"));

    private static readonly Gen<Func<Provider, Provider>> Details =
        from pages in Gen.Choose(0, 2).SelectMany(count => Pages.ArrayOf(count))
        from words in Gen.Choose(0, 3).SelectMany(count => Words.ArrayOf(count))
        from urls in Gen.Two(Pages)
        from fields in Gen.Three(FormElement)
        from hasForm in Gen.Elements(true, false)
        from hasWebMail in Gen.Elements(true, false)
        select new Func<Provider, Provider>(provider => provider with
        {
            MxDomains = [.. pages.Select((_, number) => DomainName.Parse($"mx{number}.bücher.example"))],
            Documentation = [.. pages.Select(page => new DocumentationLink(page.Text, [.. words]))],
            Enable = [.. words.Select(_ => new EnableInstruction(hasForm ? urls.Item1.Text : null, [.. words]))],
            // The generated ones are text of any kind, which only a document can hold, not a URL.
            OAuth2 = provider.OAuth2 is { } endpoints ? endpoints with { AuthorizationUrl = urls.Item1.Text, TokenUrl = urls.Item2.Text } : null,
            WebMail = hasWebMail ? new WebMail(urls.Item1, hasForm ? Form(urls.Item2, fields) : null) : null,
        });

    public static TheoryData<string> GoldenFiles => [.. GoldenDocuments.WithRoot("clientConfig")];

    [Fact]
    public void Answers_of_known_models_follow_the_grammar() =>
        Dialect.Autoconfig.HoldsForKnownModels(ClientConfigGrammar.IsFollowed);

    [Fact]
    public void An_answer_that_says_everything_follows_the_grammar() => Dialect.Autoconfig.Holds(ClientConfigGrammar.IsFollowed, Everything);

    [Fact]
    public void Answers_of_generated_models_follow_the_grammar()
    {
        Gen<MailAccount> models = Models.Accounts().Generator.Zip(Details, ModelChanges.WithProvider);
        byte[][] answers = [.. models.Sample(Generated).Select(Dialect.Autoconfig.TryWrite).Where(answer => answer is not null).Select(answer => answer!)];
        Assert.InRange(answers.Length, Generated / 3, Generated);
        ClientConfigGrammar.AreFollowed(answers);
    }

    [Theory]
    [MemberData(nameof(GoldenFiles))]
    public void Stored_answers_follow_the_grammar(string file) => ClientConfigGrammar.IsFollowed(GoldenDocuments.Read(file), null);

    [Theory]
    [InlineData("<incomingServer type=\"imap\">", "<incomingServer type=\"jmap\"><url>https://jmap.example.com/session</url><authentication>OAuth2</authentication><authentication system=\"http\">basic</authentication><username>%EMAILADDRESS%</username></incomingServer><incomingServer type=\"imap\">")]
    [InlineData("<incomingServer type=\"imap\">", "<incomingServer type=\"jmap\"><hostname>jmap.example.com</hostname><port>443</port><socketType>SSL</socketType><url>https://jmap.example.com/</url><username>%EMAILADDRESS%</username><authentication>OAuth2</authentication><authentication>password-cleartext</authentication><authentication>basic</authentication></incomingServer><incomingServer type=\"imap\">")]
    [InlineData("</emailProvider>", "</emailProvider><setupServer type=\"managesieve\"><hostname>sieve.example.com</hostname><port>4190</port><socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></setupServer>")]
    [InlineData("</emailProvider>", "</emailProvider><enable visiturl=\"https://example.com/\"><instruction>IMAP</instruction></enable>")]
    [InlineData("<port>993</port>\n      <socketType>SSL</socketType>", "<socketType>SSL</socketType><port>993</port>")]
    public void Further_forms_of_the_draft_are_taken(string place, string form) =>
        ClientConfigGrammar.IsFollowed(Encoding.UTF8.GetBytes(Replaced(FourServers, place, form)), null);

    [Theory]
    [InlineData("version=\"1.1\"", "version=\"2.0\"")]
    [InlineData("version=\"1.1\"", "")]
    [InlineData("version=\"1.1\"", "version=\"1.1\" xmlns=\"urn:a\"")]
    [InlineData("clientConfig", "config")]
    [InlineData("id=\"four.example\"", "id=\"Four Servers\"")]
    [InlineData("id=\"four.example\"", "")]
    [InlineData("<domain>four.example</domain>", "")]
    [InlineData("<domain>four.example</domain>", "<domain purpose=\"mx\">four.example</domain>")]
    [InlineData("<domain>four.example</domain>", "<domain purpose=\"mail\">four.example</domain>")]
    [InlineData("<domain>four.example</domain>", "<domain>Four.example</domain>")]
    [InlineData("<displayName>Four Servers Ltd</displayName>", "")]
    [InlineData("<displayName>Four", "<displayName> Four")]
    [InlineData("<displayShortName>Four</displayShortName>", "<displayShortName/>")]
    [InlineData("<incomingServer type=\"imap\">", "<incomingServer>")]
    [InlineData("<incomingServer type=\"imap\">", "<incomingServer type=\"IMAP\">")]
    [InlineData("<incomingServer type=\"imap\">", "<incomingServer type=\"imap\" priority=\"1\">")]
    [InlineData("<incomingServer type=\"imap\">", "<incomingServer type=\"jmap\">")]
    [InlineData("<incomingServer type=\"imap\">", "<incomingServer type=\"jmap\"><url>https://jmap.example.com/</url><username>%EMAILADDRESS%</username><authentication>password-cleartext</authentication></incomingServer><incomingServer type=\"imap\">")]
    [InlineData("<outgoingServer type=\"smtp\">", "<outgoingServer type=\"imap\">")]
    [InlineData("<hostname>pop.example.com</hostname>", "")]
    [InlineData("<hostname>pop.example.com</hostname>", "<hostname>%EMAILDOMAIN%</hostname>")]
    [InlineData("<port>993</port>", "<port>0</port>")]
    [InlineData("<port>993</port>", "<port>70000</port>")]
    [InlineData("<port>993</port>", "<port>993</port><port>993</port>")]
    [InlineData("<socketType>SSL</socketType>", "<socketType>ssl</socketType>")]
    [InlineData("<socketType>SSL</socketType>", "<socketType>TLS</socketType>")]
    [InlineData("<socketType>SSL</socketType>", "<socketType> SSL </socketType>")]
    [InlineData("<socketType>SSL</socketType>", "")]
    [InlineData("<username>%EMAILADDRESS%</username>", "")]
    [InlineData("<username>%EMAILADDRESS%</username>", "<username></username>")]
    [InlineData("<authentication>password-cleartext</authentication>", "<authentication>plain</authentication>")]
    [InlineData("<authentication>password-cleartext</authentication>", "<authentication>secure</authentication>")]
    [InlineData("<authentication>client-IP-address</authentication>", "")]
    [InlineData("<port>993</port>", "<port>993</port><tls>1.3</tls>")]
    [InlineData("</emailProvider>", "</emailProvider><emailProvider id=\"four.example\"/>")]
    [InlineData("</emailProvider>", "</emailProvider><clientConfigUpdate/>")]
    [InlineData("</emailProvider>", "text</emailProvider>")]
    [InlineData("</clientConfig>", "")]
    public void Mail_servers_that_are_wrong_are_refused(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(ClientConfigGrammar.IsFollowed, FourServers, right, wrong);

    [Theory]
    [InlineData("<calendar type=\"caldav\">", "<calendar>")]
    [InlineData("<calendar type=\"caldav\">", "<calendar type=\"carddav\">")]
    [InlineData("system=\"http\"", "system=\"sasl\"")]
    [InlineData("<authentication system=\"http\">basic", "<authentication system=\"http\">OAuth2")]
    [InlineData("<authentication system=\"http\">basic", "<authentication system=\"http\">Bearer")]
    [InlineData("<url>https://dav.dav.example/contacts</url>", "")]
    [InlineData("<url>https://dav.dav.example/contacts</url>", "<url>dav.dav.example</url>")]
    [InlineData("https://dav.dav.example/contacts", "https://dav.dav.example/my contacts")]
    [InlineData("<fileShare type=\"webdav\">", "<fileShare type=\"ftp\">")]
    public void DAV_servers_that_are_wrong_are_refused(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(ClientConfigGrammar.IsFollowed, Dav, right, wrong);

    [Theory]
    [InlineData("<issuer>login.example.com</issuer>", "")]
    [InlineData("<authURL>https://login.example.com/auth</authURL>", "<authURL>login</authURL>")]
    [InlineData("<oAuth2>", "<oAuth2/><oAuth2>")]
    [InlineData("documentation url=", "documentation href=")]
    [InlineData("<descr lang=\"en\">", "<descr lang=\"English language\">")]
    [InlineData("<descr>Hilfe</descr>", "<descr/>")]
    [InlineData("visiturl=\"https://example.com/enable\"", "visiturl=\"\"")]
    [InlineData("<loginPage url=\"https://webmail.oauth.example/\"/>", "")]
    [InlineData("<usernameField id=\"user\" name=\"u\"/>", "<usernameField/>")]
    [InlineData("<passwordField name=\"p\"/>", "<passwordField name=\"p\">p</passwordField>")]
    public void What_else_is_wrong_is_refused(string right, string wrong) =>
        Dialect.Autoconfig.Refuses(ClientConfigGrammar.IsFollowed, Everything, right, wrong);

    private static string Replaced(MailAccount account, string place, string form)
    {
        string answer = XmlAnswer.Text(Dialect.Autoconfig.Write(account));
        Assert.Contains(place, answer, StringComparison.Ordinal);
        return answer.Replace(place, form, StringComparison.Ordinal);
    }

    private static WebMailForm Form(Template url, (WebMailFormElement? UserName, WebMailFormElement? Password, WebMailFormElement? Button) fields) =>
        new(url, Template.WholeAddress) { UserNameField = fields.UserName, PasswordField = fields.Password, LoginButton = fields.Button };
}
