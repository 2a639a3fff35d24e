using System.Collections.Immutable;
using Automua.Core.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Automua.Core.Tests.Conformance;

/// <summary>Generates models that are legal and as unfriendly as legal models can be.</summary>
public static class Models
{
    private static readonly Gen<string> Fragment = Gen.Elements(
        "a", "Mail", " ", "  ", "&", "<", ">", "\"", "'", "]]>", "<!--", "&amp;", "<script>", "%EMAILADDRESS%", "%", "é", "ß", "日本",
        "📧", "👩‍🚀", "𝄞", "مرحبا", "שלום", "\u202e", "\u200f", "\ufeff", "\0", "\u0001", "\u000b", "\u001f", "\t", "\n", "\r", "\r\n",
        "\u007f", "\u0085", "\u2028", "\ufffd", "\ufffe", "\uffff", "\ud800", "\udc00", "\U0001FFFE", new string('x', 2100), new string('ü', 1500));

    private static readonly Gen<string> Text =
        from count in Gen.Choose(1, 6)
        from fragments in Fragment.ArrayOf(count)
        let text = string.Concat(fragments).Trim()
        select text.Length == 0 ? "P" : text;

    private static readonly Gen<DomainName> Domain = Gen.Elements(
        "example.com", "a.b.c.example.co.uk", "1and1.example", "bücher.example", "例え.テスト", "مثال.إختبار", "☃.example", "xn--mller-kva.example",
        new string('l', 63) + ".example", "localdomain").Select(DomainName.Parse);

    private static readonly Gen<string> LocalPart = Gen.Elements(
        "user", "First.Last", "user+tag", "o'brien", "a&b", "x=y", "a/b", "a?b#c", "{curly}", "%EMAILDOMAIN%", "100%25", "a%41b", "0123",
        "\"quoted local\"", "\"a@b\"", "\"a\\\"b\"", "\"<>\"", "\"../..\"", "δοκιμή", "用户", "😀", "é", new string('m', 64));

    private static readonly Gen<Template> Host = Gen.Elements(
        "mail.example.com", "MX.Example.COM", "%EMAILDOMAIN%", "imap.%EMAILDOMAIN%", "IMAP.%EMAILDOMAIN%", "bücher.%EMAILDOMAIN%",
        "mail.%EMAILDOMAIN%.", "mail.bücher.example", "xn--bcher-kva.example").Select(HostOf);

    private static readonly Gen<Template> UserName = Gen.Elements(
        "%EMAILADDRESS%", "%EMAILADDRESS%", "%EMAILLOCALPART%", "%EMAILDOMAIN%\\%EMAILLOCALPART%", "%EMAILLOCALPART%+%EMAILDOMAIN%", "%REALNAME%",
        "everybody", "a&<>\"'b", "50%25%EMAILLOCALPART%", "😀%EMAILADDRESS%").Select(Template.Parse);

    private static readonly Gen<ImmutableArray<AuthenticationMethod>> Authentication =
        from methods in Gen.Shuffle(Enum.GetValues<AuthenticationMethod>())
        from count in Gen.Frequency((4, Gen.Constant(1)), (3, Gen.Choose(2, 3)), (1, Gen.Constant(methods.Length)))
        select ImmutableArray.Create(methods, 0, count);

    private static readonly Gen<int> Port = Gen.OneOf(Gen.Elements(1, 25, 110, 143, 465, 587, 993, 995, 65535), Gen.Choose(1, 65535));

    private static readonly Gen<MailServer> Server =
        from type in Gen.Elements(Enum.GetValues<MailServerType>())
        from host in Host
        from port in Port
        from security in Gen.Elements(Enum.GetValues<ConnectionSecurity>())
        from userName in UserName
        from authentication in Authentication
        from priority in Gen.Elements(int.MinValue, -1, 0, 10, 10, 10, 20, int.MaxValue)
        select new MailServer(type, host, port, security)
        {
            UserName = userName,
            Authentication = authentication,
            Priority = priority,
        };

    private static readonly Gen<DavServer> Dav =
        from type in Gen.Elements(Enum.GetValues<DavServerType>())
        from url in Gen.Elements(
            "https://dav.example.com/", "https://dav.example.com", "HTTPS://dav.example.com/a/b", "https://dav.example.com:8443/%EMAILADDRESS%/",
            "https://dav.%EMAILDOMAIN%/p?u=%EMAILLOCALPART%&x=<1>", "http://dav.example.com/%REALNAME%", "http://dav.example.com:8080/",
            "https://dav.example.com?q", "https://dav.example.com?u=%EMAILADDRESS%", "https://dav.example.com/caf%C3%A9/")
        from port in Gen.Elements(0, 80, 443, 8443, 65535)
        from domainRequired in Flag
        from userName in UserName
        select new DavServer(type, UrlOf(url))
        {
            Port = port,
            DomainRequired = domainRequired,
            UserName = userName,
        };

    private static readonly Gen<LocalizedText> Localized =
        from language in Gen.Elements(null, "de", "en", "en_us", "ZH-hans-cn", "default", "no language at all", "", "de-", "<b>", "sl-rozaj-biske-1994")
        from text in Gen.Frequency((5, Text), (1, Gen.Constant("")))
        select new LocalizedText(language, text);

    private static readonly Gen<WebMail?> WebMail =
        from page in Gen.Elements(
            null, "https://mail.example.com/", "https://webmail.%EMAILDOMAIN%/", "https://mail.example.com/?u=%EMAILADDRESS%", "https://mail.example.com/%REALNAME%")
        from userName in OrNull(UserName.Select(name => name.Text))
        select page is null ? null : new WebMail(
            Template.Parse(page),
            userName is null ? null : new WebMailForm(Template.Parse(page), Template.Parse(userName)) { UserNameField = new("user", null) });

    private static readonly Gen<Template?> Redirect = Gen.Frequency(
        (4, Gen.Constant<string?>(null)),
        (1, Gen.Elements<string?>(
            "%EMAILLOCALPART%@hoster.example", "%EMAILADDRESS%", "%EMAILLOCALPART%@%EMAILDOMAIN%", "all@hoster.example", "%REALNAME%@hoster.example")))
        .Select(text => text is null ? null : Template.Parse(text));

    // What makes a difference to one dialect or another beside the servers.
    private static readonly Gen<Provider> Details =
        from texts in Localized.ArrayOf(3)
        from count in Gen.Choose(0, 3)
        from exchangers in Gen.Elements(0, 0, 1, 3, 25)
        from webMail in WebMail
        from page in Text
        from activeSync in Gen.Elements(null, "https://eas.example.com/Microsoft-Server-ActiveSync?a=1&b=<2>")
        from redirect in Redirect
        from organization in OrNull(Text)
        from description in OrNull(Text)
        select new Provider("", "")
        {
            Documentation = count == 0 ? [] : [new DocumentationLink(page, []), new DocumentationLink(page, Shown(texts, count))],
            Enable = count == 0 ? [] : [new EnableInstruction(null, Shown(texts, count)), new EnableInstruction(page, [])],
            MxDomains = Numbered("mx", exchangers),
            WebMail = webMail,
            ActiveSyncUrl = activeSync,
            RedirectAddress = redirect,
            Organization = organization,
            ProfileDescription = description,
            ConsentText = [.. texts.Take(count)],
        };

    private static readonly Gen<Provider> Provider =
        from name in Text
        from shortName in Text
        from allowPlain in Flag
        from endpoints in Gen.Two(Gen.Zip(Text, Text))
        from oAuth2 in Flag
        from details in Details
        select details with
        {
            Name = name,
            ShortName = shortName,
            AllowPlain = allowPlain,
            OAuth2 = oAuth2
                ? new OAuth2Endpoints(endpoints.Item1.Item1, endpoints.Item1.Item2, endpoints.Item2.Item1, endpoints.Item2.Item2)
                : null,
        };

    private static readonly Gen<ImmutableArray<MailServer>> Servers =
        from any in Gen.Choose(0, 4).SelectMany(count => Server.ArrayOf(count))
        from usable in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
        from incoming in Server
        from outgoing in Server
        from shuffled in Gen.Shuffle(usable
            ? [.. any, incoming with { Type = MailServerType.Imap }, outgoing with { Type = MailServerType.Smtp }]
            : any)
        select ImmutableArray.Create(shuffled);

    private static readonly Gen<DomainConfiguration> Configuration =
        from domain in Domain
        from provider in Provider
        from servers in Servers
        from dav in Gen.Choose(0, 3).SelectMany(count => Dav.ArrayOf(count))
        from siblings in Gen.Elements(0, 0, 1, 2, 19, 20, 25)
        from isNamedItself in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new DomainConfiguration(domain, provider, servers, [.. dav])
        {
            Siblings = [.. Numbered("sibling", siblings), .. isNamedItself ? [domain] : (DomainName[])[]],
        };

    private static readonly Gen<MailAccount> Somebody =
        from configuration in Configuration
        from localPart in LocalPart
        from elsewhere in Domain
        from isElsewhere in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        from realName in OrNull(Text)
        from login in Gen.Frequency((3, Gen.Constant<string?>(null)), (1, Gen.Elements<string?>("uid42", "a&<b>", "用户", "\u0001x")))
        select new MailAccount(
            configuration.Name,
            configuration,
            EmailAddress.Parse($"{localPart}@{(isElsewhere ? elsewhere : configuration.Name)}"))
        {
            RealName = realName,
            DirectoryLogin = login,
        };

    private static Gen<bool> Flag => Gen.Elements(true, false);

    public static Arbitrary<MailAccount> Accounts() => Gen.OneOf(
        Somebody, Configuration.Select(configuration => new MailAccount(configuration.Name, configuration))).ToArbitrary();

    public static Arbitrary<Mailbox> Mailboxes() => Somebody.Select(account => new Mailbox(account)).ToArbitrary();

    public static Arbitrary<DomainName> Domains() => Domain.ToArbitrary();

    public static Arbitrary<ImmutableArray<MailServer>> ServerLists() => Servers.ToArbitrary();

    private static Gen<string?> OrNull(Gen<string> text) => Gen.OneOf(Gen.Constant<string?>(null), text.Select(string? (value) => value));

    private static ImmutableArray<DomainName> Numbered(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(i => DomainName.Parse($"{name}{i}.example"))];

    // Of these texts a document never holds one that is empty.
    private static ImmutableArray<LocalizedText> Shown(LocalizedText[] texts, int count) =>
        [.. texts.Take(count).Select(text => text.Text.Length > 0 ? text : text with { Text = "x" })];

    private static Template HostOf(string text)
    {
        Assert.True(HostTemplate.TryParse(text, out Template? host, out string? error), error);
        return host;
    }

    private static Template UrlOf(string text)
    {
        Assert.True(UrlTemplate.TryParse(text, out Template? url, out string? error), error);
        return url;
    }
}
