using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Automua.Core.Model;

namespace Automua.Core.Tests.Conformance;

/// <summary>The rules for clientConfig documents, each a check of an answer against the model it was written from.</summary>
public static partial class AutoconfigRules
{
    private const int SmallList = 20;

    private static readonly string[] MayBeEmpty = ["loginPage", "usernameField", "documentation", "enable"];

    public static void AC_01_first_octet_and_encoding(byte[] document, MailAccount account)
    {
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<clientConfig", XmlAnswer.Text(document), StringComparison.Ordinal);
        Assert.Equal((byte)'<', document[0]);
    }

    public static void AC_03_root_and_provider(byte[] document, MailAccount account)
    {
        XElement root = XmlAnswer.Root(document);
        Assert.Equal(XName.Get("clientConfig"), root.Name);
        XmlAnswer.HasAttributes(root, ("version", "1.1"));
        Assert.All(root.DescendantsAndSelf(), element => Assert.Equal(XNamespace.None, element.Name.Namespace));
        Assert.DoesNotContain(root.DescendantsAndSelf().Attributes(), attribute => attribute.IsNamespaceDeclaration);
        XElement provider = Assert.Single(root.Elements("emailProvider"));
        Assert.Same(provider, root.Elements().First());
        XmlAnswer.HasAttributes(provider, ("id", account.Domain.Value));
        Assert.True(Expected.IsHostName(provider.Attribute("id")!.Value));
    }

    public static void AC_04_domains(byte[] document, MailAccount account)
    {
        string[] domains = [.. Provider(document).Elements("domain").Select(element => element.Value)];
        Assert.InRange(domains.Length, 1, SmallList);
        Assert.All(domains, domain => Assert.True(Expected.IsHostName(domain), domain));
        Assert.Contains(account.Domain.Value, domains);
        Assert.Equal(
            ExpectedDomains(account),
            Provider(document).Elements("domain").Select(element => (element.Value, (string?)element.Attribute("purpose"))));
        XmlAnswer.HasChildren(
            new XElement("names", Provider(document).Elements().Where(element => element.Name.LocalName.StartsWith("display", StringComparison.Ordinal))),
            ("displayName", Expected.Clean(account.Provider.Name)),
            ("displayShortName", Expected.Clean(account.Provider.ShortName)));
    }

    public static void AC_05_complete_server_blocks(byte[] document, MailAccount account)
    {
        XmlAnswer.HoldsElementsOrText(XmlAnswer.Root(document), MayBeEmpty);
        foreach (XElement server in Servers(document))
        {
            string[] names = [.. server.Elements().Select(element => element.Name.LocalName).Where(name => name != "url")];
            Assert.Equal(["hostname", "port", "socketType", "username", "authentication"], names.Take(5));
            Assert.All(names.Skip(5), name => Assert.Equal("authentication", name));
            Assert.Equal(server.Attribute("type")!.Value == "jmap" ? 1 : 0, server.Elements("url").Count());
            Assert.InRange(int.Parse(server.Element("port")!.Value, NumberStyles.None, CultureInfo.InvariantCulture), 1, 65535);
        }
    }

    public static void AC_06_no_attribute_but_type(byte[] document, MailAccount account) => Assert.All(
        Servers(document),
        server =>
        {
            string type = Assert.Single(server.Attributes()).Value;
            Assert.Equal("type", server.FirstAttribute!.Name.LocalName);
            Assert.Contains(type, server.Name.LocalName switch
            {
                "incomingServer" => ["imap", "pop3", "jmap"],
                "outgoingServer" => ["smtp"],
                _ => (string[])["managesieve"],
            });
            Assert.All(server.Elements(), element => Assert.Empty(element.Attributes()));
        });

    public static void AC_07_transport_security(byte[] document, MailAccount account)
    {
        foreach (IEnumerable<XElement> alike in Servers(document)
            .GroupBy(server => (server.Name.LocalName, server.Attribute("type")!.Value == "jmap")))
        {
            string[] words = [.. alike.Select(server => XmlAnswer.ValueOf(server, "socketType"))];
            int unprotected = words.Count(word => word == "plain");
            Assert.All(words.SkipLast(unprotected), word => Assert.Contains(word, (string[])["SSL", "STARTTLS"]));
            Assert.All(words.TakeLast(unprotected), word => Assert.Equal("plain", word));
            Assert.True(unprotected == 0 || account.Provider.AllowPlain, "A server without TLS is written though it is not allowed.");
        }
    }

    public static void AC_08_authentication_words(byte[] document, MailAccount account)
    {
        foreach ((XElement server, MailServer model) in Servers(document).Zip(ExpectedServers(account)))
        {
            string[] words = [.. server.Elements("authentication").Select(element => element.Value)];
            Assert.Equal(
                model.Authentication.OrderBy(method => method == AuthenticationMethod.OAuth2 ? 0 : 1).Select(AuthenticationWord), words);
            int token = Array.IndexOf(words, "OAuth2");
            Assert.True(token <= 0, "OAuth2 does not come first.");
        }
    }

    public static void AC_10_all_servers_in_order(byte[] document, MailAccount account)
    {
        Assert.Equal(
            ExpectedServers(account).Select(server => (
                server.IsOutgoing ? "outgoingServer" : server.Type == MailServerType.ManageSieve ? "setupServer" : "incomingServer",
                TypeWord(server.Type),
                Expected.Host(server, account),
                server.Port.ToString(CultureInfo.InvariantCulture),
                SocketWord(server.Security))),
            Servers(document).Select(server => (
                server.Name.LocalName,
                server.Attribute("type")!.Value,
                XmlAnswer.ValueOf(server, "hostname"),
                XmlAnswer.ValueOf(server, "port"),
                XmlAnswer.ValueOf(server, "socketType"))));
        Assert.Equal(
            ExpectedServers(account).Where(server => server.Type == MailServerType.Jmap).Select(server => JmapUrl(server, account)),
            Servers(document).Elements("url").Select(url => url.Value));
        Assert.Equal(document, Dialect.Autoconfig.Write(account));
    }

    public static void AC_11_no_white_space_inside_values(byte[] document, MailAccount account)
    {
        XElement root = XmlAnswer.Root(document);
        XmlAnswer.HoldsElementsOrText(root, MayBeEmpty);
        foreach (XElement value in root.Descendants().Where(element => !element.HasElements))
        {
            Assert.Equal(value.Value.Trim(), value.Value);
            if (value.Name.LocalName is "domain" or "hostname" or "port" or "socketType" or "authentication" or "url")
                Assert.DoesNotContain(value.Value, char.IsWhiteSpace);
        }
    }

    public static void AC_12_placeholders(byte[] document, MailAccount account)
    {
        Assert.All(Provider(document).Descendants("hostname"), host => Assert.True(Expected.IsHostName(host.Value), host.Value));
        Assert.All(XmlAnswer.Root(document).Descendants("username"), name =>
            Assert.All(Placeholder().Matches(name.Value), match => Assert.Contains(match.Value, (string[])["%EMAILADDRESS%", "%EMAILLOCALPART%"])));
        Assert.Equal(
            ExpectedServers(account).Select(server => ExpectedLogin(server.UserName, account)),
            Servers(document).Select(server => XmlAnswer.ValueOf(server, "username")));
        Assert.All(
            XmlAnswer.Root(document).Descendants().Attributes("url").Where(url => url.Parent!.Name.LocalName != "documentation"),
            url => Assert.DoesNotContain("%EMAILDOMAIN%", url.Value, StringComparison.Ordinal));
    }

    public static void AC_14_the_mailbox_changes_nothing(byte[] document, MailAccount account) => Assert.Equal(
        document,
        Dialect.Autoconfig.Write(account with { Address = EmailAddress.Parse("somebody.else@example.com"), RealName = "Somebody Else" }));

    public static void AC_18_dav_servers(byte[] document, MailAccount account)
    {
        XElement[] written =
            [.. XmlAnswer.Root(document).Elements().Skip(1).TakeWhile(element => element.Name.LocalName is not ("setupServer" or "oAuth2" or "webMail"))];
        DavServer[] servers = [.. account.Configuration.DavServers.Where(server => server.UseTls || account.Provider.AllowPlain)];
        Assert.Equal(servers.Length, written.Length);
        foreach ((XElement element, DavServer server) in written.Zip(servers))
        {
            (string name, string type) = server.Type switch
            {
                DavServerType.CalDav => ("calendar", "caldav"),
                DavServerType.CardDav => ("addressbook", "carddav"),
                _ => ("fileShare", "webdav"),
            };
            Assert.Equal(name, element.Name.LocalName);
            XmlAnswer.HasAttributes(element, ("type", type));
            XmlAnswer.HasChildren(
                element,
                ("url", Expected.UrlForAnybody(server, account)),
                ("authentication", "basic"),
                ("username", ExpectedLogin(server.UserName, account)));
            XmlAnswer.HasAttributes(element.Element("authentication")!, ("system", "http"));
        }
    }

    public static void AC_19_oauth2(byte[] document, MailAccount account)
    {
        XElement[] written = [.. XmlAnswer.Root(document).Descendants("oAuth2")];
        if (account.Provider.OAuth2 is not { } oAuth2)
        {
            Assert.Empty(written);
            return;
        }

        Assert.Same(Assert.Single(written), written[0].Parent!.Elements().Last(element => element.Name.LocalName != "webMail"));
        Assert.Equal("clientConfig", written[0].Parent!.Name.LocalName);
        XmlAnswer.HasChildren(
            written[0],
            ("issuer", Expected.Clean(oAuth2.Issuer)),
            ("scope", Expected.Clean(oAuth2.Scope)),
            ("authURL", Expected.Clean(oAuth2.AuthorizationUrl)),
            ("tokenURL", Expected.Clean(oAuth2.TokenUrl)));
    }

    public static void AC_20_text_of_any_kind(byte[] document, MailAccount account)
    {
        XElement provider = Provider(document);
        Assert.Equal(Expected.Clean(account.Provider.Name), XmlAnswer.ValueOf(provider, "displayName"));
        Assert.Equal(Expected.Clean(account.Provider.ShortName), XmlAnswer.ValueOf(provider, "displayShortName"));
    }

    private static XElement Provider(byte[] document) => XmlAnswer.Root(document).Element("emailProvider")!;

    private static XElement[] Servers(byte[] document) =>
    [
        .. Provider(document).Elements().Where(element => element.Name.LocalName.EndsWith("Server", StringComparison.Ordinal)),
        .. XmlAnswer.Root(document).Elements("setupServer"),
    ];

    // Servers for setting up stand in the root, behind all others.
    private static IEnumerable<MailServer> ExpectedServers(MailAccount account) =>
        Expected.InOrder(account.Configuration.Incoming)
            .Concat(Expected.InOrder(account.Configuration.Others.Where(server => server.Type == MailServerType.Jmap)))
            .Concat(Expected.InOrder(account.Configuration.Outgoing))
            .Concat(Expected.InOrder(account.Configuration.Others.Where(server => server.Type == MailServerType.ManageSieve)))
            .Where(server => server.Security != ConnectionSecurity.None || account.Provider.AllowPlain);

    private static string JmapUrl(MailServer server, MailAccount account)
    {
        bool isSecure = server.Security != ConnectionSecurity.None;
        string port = server.Port == (isSecure ? 443 : 80) ? "" : $":{server.Port}";
        return $"{(isSecure ? "https" : "http")}://{Expected.Host(server, account)}{port}/.well-known/jmap";
    }

    private static IEnumerable<(string Name, string? Purpose)> ExpectedDomains(MailAccount account) =>
        new[] { account.Domain }
            .Concat(account.Configuration.Siblings.Length < SmallList ? account.Configuration.Siblings : [])
            .Distinct()
            .Select(domain => (domain.Value, (string?)null))
            .Concat(account.Provider.MxDomains.Select(domain => (domain.Value, (string?)"mx")))
            .Take(SmallList);

    private static string ExpectedLogin(Template userName, MailAccount account) =>
        Expected.Clean(account.DirectoryLogin ?? Expected.ForAnybody(userName, account));

    private static string TypeWord(MailServerType type) => type switch
    {
        MailServerType.Imap => "imap",
        MailServerType.Pop => "pop3",
        MailServerType.Smtp => "smtp",
        MailServerType.Jmap => "jmap",
        MailServerType.ManageSieve => "managesieve",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static string SocketWord(ConnectionSecurity security) => security switch
    {
        ConnectionSecurity.ImplicitTls => "SSL",
        ConnectionSecurity.StartTls => "STARTTLS",
        ConnectionSecurity.None => "plain",
        _ => throw new ArgumentOutOfRangeException(nameof(security)),
    };

    private static string AuthenticationWord(AuthenticationMethod method) => method switch
    {
        AuthenticationMethod.PasswordCleartext => "password-cleartext",
        AuthenticationMethod.PasswordEncrypted => "password-encrypted",
        AuthenticationMethod.OAuth2 => "OAuth2",
        AuthenticationMethod.Ntlm => "NTLM",
        AuthenticationMethod.Gssapi => "GSSAPI",
        AuthenticationMethod.ClientIpAddress => "client-IP-address",
        AuthenticationMethod.TlsClientCertificate => "TLS-client-cert",
        AuthenticationMethod.None => "none",
        _ => throw new ArgumentOutOfRangeException(nameof(method)),
    };

    [GeneratedRegex("%[A-Z]+%", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
