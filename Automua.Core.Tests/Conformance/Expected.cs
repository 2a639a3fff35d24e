using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Automua.Core.Model;

namespace Automua.Core.Tests.Conformance;

/// <summary>What a model means, worked out a second time and in another way than the library does.</summary>
public static partial class Expected
{
    /// <summary>Text as XML can hold it: the rest becomes U+FFFD.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
                clean.Append(text[i]).Append(text[++i]);
            else
                clean.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
        }

        return clean.ToString();
    }

    /// <summary>A template with the domain alone filled in; a client fills in the rest.</summary>
    public static string ForAnybody(Template template, MailAccount account) => Fill(template.Text, name => name switch
    {
        "EMAILDOMAIN" => account.Domain.Value,
        "REALNAME" => "%EMAILADDRESS%",
        _ => $"%{name}%",
    });

    /// <summary>A login name as clients are told: for the mailbox, or for any mailbox when there is none.</summary>
    public static string Login(Template template, MailAccount account) => Clean(account.DirectoryLogin ?? Filled(template, account, text => text));

    /// <summary>A DAV URL for the mailbox, or for any mailbox when there is none.</summary>
    public static string Url(DavServer server, MailAccount account) =>
        WithPort(Filled(server.Url, account, PercentEncoded), server.Port);

    /// <summary>A DAV URL for any mailbox.</summary>
    public static string UrlForAnybody(DavServer server, MailAccount account) =>
        WithPort(ForAnybody(server.Url, account), server.Port);

    /// <summary>The host name of a server.</summary>
    public static string Host(MailServer server, MailAccount account) =>
        DomainName.Parse(Fill(server.Host.Text, _ => account.Domain.Value)).Value;

    /// <summary>The address that a client is sent on to; null when it is told settings.</summary>
    public static string? Redirect(MailAccount account) =>
        account is { Address: { } address, Provider.RedirectAddress: { } template }
        && EmailAddress.TryParse(Filled(template, account, text => text), out EmailAddress? redirect, out _)
        && !redirect.Text.ToUpperInvariant().Equals(address.Text.ToUpperInvariant(), StringComparison.Ordinal)
            ? redirect.Text
            : null;

    /// <summary>Servers in the order of rule AC-10, those without TLS last.</summary>
    public static IEnumerable<MailServer> InOrder(IEnumerable<MailServer> stored)
    {
        List<MailServer> ordered = [];
        foreach (MailServer server in stored)
        {
            int at = ordered.Count;
            while (at > 0 && Before(server, ordered[at - 1]))
                at--;
            ordered.Insert(at, server);
        }

        return ordered;
    }

    /// <summary>Whether a text is a host name as all clients take it: lower-case letters, digits, hyphens; no dot at an end.</summary>
    public static bool IsHostName(string text) => text.Length <= 253 && HostName().IsMatch(text);

    private static bool Before(MailServer left, MailServer right)
    {
        if (left.Security == ConnectionSecurity.None != (right.Security == ConnectionSecurity.None))
            return right.Security == ConnectionSecurity.None;
        if (left.Priority != right.Priority)
            return left.Priority < right.Priority;
        if (left.Type != right.Type)
            return left.Type == MailServerType.Imap;
        return left.Security == ConnectionSecurity.ImplicitTls && right.Security == ConnectionSecurity.StartTls;
    }

    private static string Filled(Template template, MailAccount account, Func<string, string> encode) =>
        account.Address is not { } address
            ? ForAnybody(template, account)
            : Fill(template.Text, name => name switch
            {
                "EMAILDOMAIN" => account.Domain.Value,
                "EMAILADDRESS" => encode(address.Text),
                "EMAILLOCALPART" => encode(address.LocalPart),
                _ => encode(account.RealName ?? address.Text),
            });

    private static string Fill(string text, Func<string, string> valueOf) =>
        Placeholder().Replace(text, match => valueOf(match.Groups["name"].Value));

    private static string PercentEncoded(string text)
    {
        StringBuilder encoded = new();
        foreach (byte octet in Encoding.UTF8.GetBytes(text))
        {
            bool plain = char.IsAsciiLetterOrDigit((char)octet) || "-._~@".Contains((char)octet, StringComparison.Ordinal);
            encoded.Append(plain ? ((char)octet).ToString() : $"%{octet:X2}");
        }

        return encoded.ToString();
    }

    private static string WithPort(string url, int port)
    {
        Match parts = UrlParts().Match(url);
        bool ownPort = port == 0 || port == (url.StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? 443 : 80);
        return ownPort || parts.Groups["port"].Success ? url : $"{parts.Groups["origin"]}:{port}{parts.Groups["rest"]}";
    }

    [GeneratedRegex("%(?<name>EMAILADDRESS|EMAILLOCALPART|EMAILDOMAIN|REALNAME)%", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("^(?<origin>https?://[^/?#:]+)(?<port>:[0-9]+)?(?<rest>.*)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex UrlParts();

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HostName();
}
