using System.Globalization;
using System.Xml.Linq;
using Automua.Core.Model;

namespace Automua.Core.Tests.Conformance;

/// <summary>The rules for Autodiscover's answers, each a check of an answer against the model it was written from.</summary>
public static class AutodiscoverRules
{
    public const string ResponseNamespace = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    public const string OutlookNamespace = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    public const string MobileSyncNamespace = "http://schemas.microsoft.com/exchange/autodiscover/mobilesync/responseschema/2006";

    private static readonly string[] OrderInProtocol =
    [
        "Type", "TTL", "Server", "Port", "LoginName", "DomainRequired", "DomainName", "SPA", "SSL", "Encryption", "AuthRequired", "UsePOPAuth", "SMTPLast",
    ];

    public static void AD_02_order(byte[] document, MailAccount account)
    {
        Assert.Equal((byte)'<', document[0]);
        XElement root = XmlAnswer.Root(document);
        XmlAnswer.HoldsElementsOrText(root);
        Assert.Equal(XName.Get("Autodiscover", ResponseNamespace), root.Name);
        XElement response = Assert.Single(root.Elements());
        Assert.Equal(XName.Get("Response", OutlookNamespace), response.Name);
        Assert.All(response.Descendants(), element => Assert.Equal(OutlookNamespace, element.Name.NamespaceName));
        Assert.Equal(["User", "Account"], Names(response));
        (string, string) name = (
            "DisplayName", Expected.Clean(account.RealName ?? account.Address?.Text ?? account.Domain.Value));
        XmlAnswer.HasChildren(
            Child(response, "User"),
            account.Address is { } address ? [name, ("AutoDiscoverSMTPAddress", Expected.Clean(address.Text))] : [name]);
        XElement settings = Child(response, "Account");
        Assert.Equal(["AccountType", "Action"], Names(settings).Take(2));
        Assert.Equal("email", XmlAnswer.ValueOf(settings, "AccountType"));
        if (Expected.Redirect(account) is { } redirect)
        {
            XmlAnswer.HasChildren(settings, ("AccountType", "email"), ("Action", "redirectAddr"), ("RedirectAddr", Expected.Clean(redirect)));
            return;
        }

        Assert.Equal("settings", XmlAnswer.ValueOf(settings, "Action"));
        Assert.All(Names(settings).Skip(2), child => Assert.Equal("Protocol", child));
    }

    public static void AD_03_security_words(byte[] document, MailAccount account)
    {
        foreach ((XElement protocol, object model) in Protocols(document).Zip(ExpectedProtocols(account)))
        {
            (string ssl, string encryption) = model switch
            {
                MailServer { Security: ConnectionSecurity.ImplicitTls } or DavServer { UseTls: true } => ("on", "SSL"),
                MailServer { Security: ConnectionSecurity.StartTls } => ("on", "TLS"),
                _ => ("off", "None"),
            };
            Assert.Equal(ssl, XmlAnswer.ValueOf(protocol, "SSL"));
            Assert.Equal(encryption, XmlAnswer.ValueOf(protocol, "Encryption"));
            Assert.Equal(model is DavServer { DomainRequired: true } ? "on" : "off", XmlAnswer.ValueOf(protocol, "DomainRequired"));
            Assert.Equal(OnlyWindowsLogOn(model) ? "on" : "off", XmlAnswer.ValueOf(protocol, "SPA"));
            Assert.Equal(NeedsLogin(model) ? "on" : "off", XmlAnswer.ValueOf(protocol, "AuthRequired"));
        }
    }

    public static void AD_04_protocols(byte[] document, MailAccount account)
    {
        XElement[] protocols = Protocols(document);
        Assert.Equal(
            ExpectedProtocols(account).Select(model => (TypeWord(model), ServerOf(model, account), PortOf(model))),
            protocols.Select(protocol => (
                XmlAnswer.ValueOf(protocol, "Type"), XmlAnswer.ValueOf(protocol, "Server"), protocol.Elements().FirstOrDefault(child => child.Name.LocalName == "Port")?.Value)));
        foreach (XElement protocol in protocols)
        {
            int[] places = [.. Names(protocol).Select(name => Array.IndexOf(OrderInProtocol, name))];
            Assert.DoesNotContain(-1, places);
            Assert.Equal(places.Distinct().Order(), places);
            bool sends = XmlAnswer.ValueOf(protocol, "Type") == "SMTP";
            Assert.All(
                (string[])["UsePOPAuth", "SMTPLast"], name => Assert.Equal(sends, Names(protocol).Contains(name, StringComparer.Ordinal)));
            Assert.All(
                protocol.Elements().Where(child => child.Name.LocalName is "SPA" or "SSL" or "AuthRequired" or "DomainRequired" or "UsePOPAuth" or "SMTPLast"),
                child => Assert.True(child.Value is "on" or "off", $"{child.Name.LocalName} is {child.Value}"));
        }
    }

    public static void AD_06_login_name(byte[] document, MailAccount account)
    {
        if (account.Address is null)
        {
            Assert.DoesNotContain(XmlAnswer.Root(document).Descendants(), element => element.Name.LocalName is "LoginName" or "AutoDiscoverSMTPAddress");
            return;
        }

        Assert.Equal(
            ExpectedProtocols(account).Select(model => Expected.Login(model is MailServer mail ? mail.UserName : ((DavServer)model).UserName, account)),
            Protocols(document).Select(protocol => XmlAnswer.ValueOf(protocol, "LoginName")));
    }

    public static void AC_12_servers_are_literal(byte[] document, MailAccount account) => Assert.All(
        Protocols(document).Select(protocol => (Type: XmlAnswer.ValueOf(protocol, "Type"), Server: XmlAnswer.ValueOf(protocol, "Server"))),
        protocol => Assert.True(
            protocol.Type is "CalDAV" or "CardDAV"
                ? Uri.TryCreate(protocol.Server, UriKind.Absolute, out Uri? url) && Expected.IsHostName(url.IdnHost) && !protocol.Server.Contains(' ', StringComparison.Ordinal)
                : Expected.IsHostName(protocol.Server),
            protocol.Server));

    public static void AD_09_mobile_sync(byte[] document, MailAccount account)
    {
        XElement root = XmlAnswer.Root(document);
        XmlAnswer.HoldsElementsOrText(root);
        Assert.Equal(XName.Get("Autodiscover", ResponseNamespace), root.Name);
        XElement response = Assert.Single(root.Elements());
        Assert.Equal(XName.Get("Response", MobileSyncNamespace), response.Name);
        Assert.All(response.Descendants(), element => Assert.Equal(MobileSyncNamespace, element.Name.NamespaceName));
        Assert.Equal(["Culture", "User", "Action"], Names(response));
        Assert.Equal("en:us", XmlAnswer.ValueOf(response, "Culture"));
        string address = Expected.Clean(account.Address!.Text);
        XmlAnswer.HasChildren(
            Child(response, "User"), ("DisplayName", account.RealName is { } name ? Expected.Clean(name) : address), ("EMailAddress", address));
        XElement action = Child(response, "Action");
        if (Expected.Redirect(account) is { } redirect)
        {
            XmlAnswer.HasChildren(action, ("Redirect", Expected.Clean(redirect)));
            return;
        }

        Assert.Equal(["Settings"], Names(action));
        Assert.Equal(["Server"], Names(Child(action, "Settings")));
        string url = account.Provider.ActiveSyncUrl!;
        XmlAnswer.HasChildren(Child(Child(action, "Settings"), "Server"), ("Type", "MobileSync"), ("Url", url), ("Name", url));
    }

    private static XElement[] Protocols(byte[] document) =>
        [.. Child(Child(XmlAnswer.Root(document), "Response"), "Account").Elements().Where(element => element.Name.LocalName == "Protocol")];

    private static IEnumerable<object> ExpectedProtocols(MailAccount account) => Expected.Redirect(account) is not null
        ? []
        : Expected.InOrder(account.Configuration.Incoming)
            .Concat(Expected.InOrder(account.Configuration.Outgoing))
            .Concat<object>(account.Configuration.DavServers.Where(server =>
                server.Type != DavServerType.WebDav && (account.Address is not null || !server.Url.NeedsMailbox)));

    private static string TypeWord(object model) => model switch
    {
        MailServer { Type: MailServerType.Imap } => "IMAP",
        MailServer { Type: MailServerType.Pop } => "POP3",
        MailServer { Type: MailServerType.Smtp } => "SMTP",
        DavServer { Type: DavServerType.CalDav } => "CalDAV",
        DavServer { Type: DavServerType.CardDav } => "CardDAV",
        _ => throw new ArgumentOutOfRangeException(nameof(model)),
    };

    private static string ServerOf(object model, MailAccount account) =>
        model is MailServer mail ? Expected.Host(mail, account) : Expected.Url((DavServer)model, account);

    private static string? PortOf(object model)
    {
        int port = model is MailServer mail ? mail.Port : ((DavServer)model).Port;
        return port == 0 ? null : port.ToString(CultureInfo.InvariantCulture);
    }

    private static bool NeedsLogin(object model) => model is DavServer || ((MailServer)model).Authentication
        .Any(method => method is not AuthenticationMethod.None and not AuthenticationMethod.ClientIpAddress);

    private static bool OnlyWindowsLogOn(object model) => model is MailServer mail && !mail.Authentication
        .Any(method => method is not AuthenticationMethod.Ntlm and not AuthenticationMethod.Gssapi);

    private static XElement Child(XElement parent, string name) =>
        Assert.Single(parent.Elements(), element => element.Name.LocalName == name);

    private static string[] Names(XElement parent) => [.. parent.Elements().Select(element => element.Name.LocalName)];
}
