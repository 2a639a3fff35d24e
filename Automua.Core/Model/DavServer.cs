namespace Automua.Core.Model;

/// <summary>Where calendars, address books or files are kept.</summary>
/// <param name="Type">What is kept there.</param>
/// <param name="Url">The address of the service, <c>https:</c> or <c>http:</c>; see <see cref="UrlTemplate"/>.</param>
public sealed record DavServer(DavServerType Type, Template Url)
{
    /// <summary>The TCP port, or 0 for the one in the URL.</summary>
    public int Port { get; init; }

    /// <summary>Whether a client must log in with a domain beside the user name.</summary>
    public bool DomainRequired { get; init; }

    /// <summary>The login name; the whole address when nothing else is said.</summary>
    public Template UserName { get; init; } = Template.WholeAddress;

    /// <summary>Whether the connection is TLS.</summary>
    public bool UseTls => Url.Text.StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The URL as far as it is the same for every mailbox of a domain: where a placeholder would bring one in, the path ends
    /// before it.
    /// </summary>
    public string RootFor(DomainName domain)
    {
        string url = UrlFor(TemplateValues.ForAnyMailbox(domain));
        int mailbox = url.IndexOf("%EMAIL", StringComparison.Ordinal);
        if (mailbox < 0)
            return url;
        int path = UrlTemplate.AuthorityOf(url).End.Value;
        ReadOnlySpan<char> before = url.AsSpan(path, mailbox - path);
        if (before.IndexOfAny('?', '#') is >= 0 and int query)
            before = before[..query];
        int slash = before.LastIndexOf('/');
        return slash < 0 ? $"{url[..path]}/" : url[..(path + slash + 1)];
    }

    /// <summary>The URL with the values in the placeholders' places and with <see cref="Port"/>, where it is not the scheme's own.</summary>
    public string UrlFor(in TemplateValues values)
    {
        string url = Url.Expand(values.ForUrl());
        if (Port == 0 || Port == (UseTls ? 443 : 80))
            return url;
        Range authority = UrlTemplate.AuthorityOf(url);
        return url[authority].Contains(':', StringComparison.Ordinal)
            ? url
            : $"{url[..authority.End]}:{Port}{url[authority.End..]}";
    }
}
