using System.Xml.Linq;

namespace Automua.Functions.Tests.Documents;

/// <summary>A clientConfig file as far as its meaning goes, for one of its domains.</summary>
/// <param name="config">The file, or what is served in its place.</param>
/// <param name="domain">The domain that stands in for its placeholder.</param>
internal sealed class ServedFile(XElement config, string domain)
{
    private static readonly string[] KeptTypes = ["imap", "pop3", "smtp"];

    private static readonly Dictionary<string, string> SameWords =
        new() { ["plain"] = "password-cleartext", ["secure"] = "password-encrypted" };

    private XElement Provider => config.Element("emailProvider")!;

    /// <summary>The domains, as A-labels, in any order.</summary>
    public IEnumerable<string> Domains => Provider.Elements("domain")
        .Where(element => element.Attribute("purpose") is null)
        .Select(element => Ascii(element.Value)).Order(StringComparer.Ordinal);

    /// <summary>The names for people.</summary>
    public IEnumerable<string?> Names => [Provider.Element("displayName")?.Value, Provider.Element("displayShortName")?.Value];

    /// <summary>
    /// The servers, each with type, host, port, security, login and methods: incoming before outgoing, those without TLS last, a
    /// token before any password.
    /// </summary>
    public IEnumerable<string> Servers =>
        from server in Provider.Elements()
        where server.Name.LocalName is "incomingServer" or "outgoingServer" && KeptTypes.Contains((string?)server.Attribute("type"))
        orderby server.Name.LocalName, server.Element("socketType")!.Value == "plain"
        select string.Join(
            ' ',
            (string?)server.Attribute("type"),
            Filled(server.Element("hostname")!),
            server.Element("port")!.Value,
            server.Element("socketType")!.Value,
            server.Element("username") is { } userName ? Filled(userName) : "%EMAILADDRESS%",
            string.Join('+', server.Elements("authentication")
                .Select(method => SameWords.GetValueOrDefault(method.Value, method.Value))
                .OrderBy(word => word != "OAuth2")));

    /// <summary>Documentation, instructions, web mail, OAuth 2 and DAV, in the file's order; their parts in any.</summary>
    public IEnumerable<string> Others =>
        from name in (string[])["documentation", "enable", "oAuth2", "webMail", "calendar", "addressbook"]
        from element in config.Descendants(name)
        select string.Join(' ', element.DescendantsAndSelf().Select(Meaning).Where(part => part.Length > 0).Order(StringComparer.Ordinal));

    private string Meaning(XElement element)
    {
        string text = element.HasElements ? "" : string.Join(' ', Filled(element).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string attributes = string.Join(' ', element.Attributes().Select(attribute => $"{attribute.Name}={Filled(attribute.Value)}").Order(StringComparer.Ordinal));
        return text.Length == 0 && attributes.Length == 0 ? "" : $"{element.Name}[{attributes}]{text}";
    }

    private string Filled(XElement element) => Filled(element.Value);

    private string Filled(string text) => text.Trim().Replace("%EMAILDOMAIN%", Ascii(domain), StringComparison.Ordinal);

    private static string Ascii(string name) => new System.Globalization.IdnMapping().GetAscii(name.Trim()).ToLowerInvariant();
}
