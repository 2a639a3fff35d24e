using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Automua.Core.Model;

namespace Automua.Core.Autoconfig;

/// <summary>Reads the servers of a clientConfig file.</summary>
internal sealed class XmlServerReader(XmlFindings findings)
{
    /// <summary>Reads a mail server; null for one of a type that is not kept, or that is wrong.</summary>
    public MailServer? ReadMailServer(XElement element)
    {
        string type = (string?)element.Attribute("type") ?? "";
        if (!Vocabularies.MailServerType.TryParse(type, out MailServerType known, out _) || ElementOf(known) != element.Name.LocalName)
        {
            findings.Warn(element, $"has the type '{PlainText.Excerpt(type)}', which is not kept");
            return null;
        }

        MailServer? server = known == MailServerType.Jmap ? ReadJmapServer(element) : ReadServer(element, known);
        Template? userName = ReadUserName(element);
        ImmutableArray<AuthenticationMethod> methods = ReadAuthentication(element, known);
        return server is null || userName is null ? null : server with { UserName = userName, Authentication = methods };
    }

    /// <summary>Reads a DAV server; null for one of a type that is not kept, or that is wrong.</summary>
    public DavServer? ReadDavServer(XElement element)
    {
        string type = (string?)element.Attribute("type") ?? "";
        if (!Vocabularies.DavServerType.TryParse(type, out DavServerType known, out _))
        {
            findings.Warn(element, $"has the type '{PlainText.Excerpt(type)}', which is not kept");
            return null;
        }

        string urlName = XmlFindings.Children(element, "url").Any() ? "url" : "serverURL";
        findings.ReportOthers(element, [urlName, "username"], "authentication");
        foreach (XElement method in XmlFindings.Children(element, "authentication"))
        {
            if (method.Value.Trim() is not ("basic" or "http-basic" or "password-cleartext"))
                findings.Warn(method, "is not kept; what is told of such servers is basic");
        }

        Template? url = findings.Required<Template>(element, urlName, UrlTemplate.TryParse);
        Template? userName = ReadUserName(element);
        return url is null || userName is null ? null : new DavServer(known, url) { UserName = userName };
    }

    /// <summary>Reads the login name of a server or a form: the whole address when none is named.</summary>
    public Template? ReadUserName(XElement server)
    {
        if (!XmlFindings.Children(server, "username").Any())
        {
            findings.Warn(server, $"has no username; {Template.EmailAddress} is taken");
            return Template.WholeAddress;
        }

        Template? userName = findings.Required<Template>(server, "username", Template.TryParse);
        if (userName is { IsLiteral: true } && double.TryParse(userName.Text, CultureInfo.InvariantCulture, out _))
            findings.Warn(server, "has a username of digits only, which some clients take for a number");
        return userName;
    }

    private static string ElementOf(MailServerType type) => type switch
    {
        MailServerType.Smtp => "outgoingServer",
        MailServerType.ManageSieve => "setupServer",
        _ => "incomingServer",
    };

    private MailServer? ReadServer(XElement element, MailServerType type, params ReadOnlySpan<string> more)
    {
        findings.ReportOthers(element, ["hostname", "port", "socketType", "username", .. more], "authentication");
        Template? host = findings.Required<Template>(element, "hostname", HostTemplate.TryParse);
        int? port = ReadPort(element);
        ConnectionSecurity? security = findings.RequiredWord(element, "socketType", Vocabularies.ConnectionSecurity);
        return host is null || port is null || security is null ? null : new MailServer(type, host, port.Value, security.Value);
    }

    // Earlier revisions of the draft describe JMAP by host and port, later ones by a URL; a file may do both.
    private MailServer? ReadJmapServer(XElement element)
    {
        XElement? url = XmlFindings.Children(element, "url").FirstOrDefault();
        if (url is not null && !XmlFindings.Children(element, "hostname").Any())
            return ReadJmapUrl(element, url);
        MailServer? server = ReadServer(element, MailServerType.Jmap, "url");
        if (url is not null && server is not null && url.Value.Trim() != JmapUrl.At(server.Host.Text, server.Port, server.Security))
            NotKept(url);
        return server;
    }

    private MailServer? ReadJmapUrl(XElement element, XElement url)
    {
        findings.ReportOthers(element, ["url", "username"], "authentication");
        if (findings.Required<Template>(element, "url", UrlTemplate.TryParse) is not { } template)
            return null;
        bool isSecure = template.Text.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        Range authority = UrlTemplate.AuthorityOf(template.Text);
        string[] parts = template.Text[authority].Split(':', 2);
        if (template.Text[authority.End..] != JmapUrl.Path)
            NotKept(url);
        if (!HostTemplate.TryParse(parts[0], out Template? host, out string? error))
        {
            findings.Fault(url, $"has a host name that {error}");
            return null;
        }

        int port = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int said)
            ? said
            : isSecure ? 443 : 80;
        return new MailServer(
            MailServerType.Jmap, host, port, isSecure ? ConnectionSecurity.ImplicitTls : ConnectionSecurity.None);
    }

    private void NotKept(XElement url) =>
        findings.Warn(url, $"is not kept as it stands: what is told is the server's {JmapUrl.Path}");

    private int? ReadPort(XElement server)
    {
        if (findings.RequiredChild(server, "port") is not { } element)
            return null;
        if (int.TryParse(element.Value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int port)
            && port is > 0 and <= MailServer.LastPort)
            return port;
        findings.Fault(element, $"is '{PlainText.Excerpt(element.Value.Trim())}'; allowed are whole numbers from 1 to {MailServer.LastPort}");
        return null;
    }

    private ImmutableArray<AuthenticationMethod> ReadAuthentication(XElement server, MailServerType type)
    {
        ImmutableArray<AuthenticationMethod>.Builder methods = ImmutableArray.CreateBuilder<AuthenticationMethod>();
        foreach (XElement element in XmlFindings.Children(server, "authentication"))
        {
            if (!Vocabularies.AuthenticationMethod.TryParse(WordOf(element, type), out AuthenticationMethod method, out string? error))
                findings.Warn(element, error);
            else if (!methods.Contains(method))
                methods.Add(method);
        }

        if (methods.Count > 0)
            return methods.ToImmutable();
        findings.Warn(server, "names no authentication method that is known; password-cleartext is taken");
        return [AuthenticationMethod.PasswordCleartext];
    }

    // JMAP is HTTP, which has words of its own (RFC 7617, RFC 7616, RFC 6750).
    private static string WordOf(XElement element, MailServerType type) => (type, element.Value.Trim()) switch
    {
        (MailServerType.Jmap, "basic") => "password-cleartext",
        (MailServerType.Jmap, "digest") => "password-encrypted",
        (MailServerType.Jmap, "bearer") => "OAuth2",
        (_, string word) => word,
    };
}
