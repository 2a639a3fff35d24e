using System.Diagnostics.CodeAnalysis;

namespace Automua.Core.Model;

/// <summary>Where calendars, address books or files are kept.</summary>
/// <param name="Type">What is kept there.</param>
/// <param name="Url">The address of the service, <c>https:</c> or <c>http:</c>.</param>
/// <param name="UseTls">Whether the connection is TLS; <c>https:</c> says so too.</param>
public sealed record DavServer(DavServerType Type, Template Url, bool UseTls)
{
    /// <summary>The TCP port, or 0 for the one in the URL.</summary>
    public int Port { get; init; }

    /// <summary>Whether a client must log in with a domain beside the user name.</summary>
    public bool DomainRequired { get; init; }

    /// <summary>The login name; the whole address when nothing else is said.</summary>
    public Template UserName { get; init; } = Template.WholeAddress;

    /// <summary>The URL with the values in the placeholders' places and with <see cref="Port"/>, where it is not the scheme's own.</summary>
    public string UrlFor(in TemplateValues values)
    {
        string url = Url.Expand(values);
        bool isHttps = url.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        if (Port == 0 || Port == (isHttps ? 443 : 80))
            return url;
        int authority = url.IndexOf("://", StringComparison.Ordinal) + 3;
        int end = url.AsSpan(authority).IndexOfAny('/', '?', '#');
        end = end < 0 ? url.Length : authority + end;
        return url.AsSpan(authority, end - authority).Contains(':') ? url : $"{url[..end]}:{Port}{url[end..]}";
    }

    /// <summary>Reads a DAV URL: absolute, <c>https:</c> or <c>http:</c>, with a host, placeholders allowed.</summary>
    /// <param name="text">The URL.</param>
    /// <param name="url">The template, when the text is one.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name.</param>
    public static bool TryParseUrl(
        string? text, [NotNullWhen(true)] out Template? url, [NotNullWhen(false)] out string? error)
    {
        if (!Template.TryParse(text, out url, out error))
            return false;
        // With harmless values in the placeholders' places, what remains must be a URL.
        string example = url.Expand(new TemplateValues("user@example.com", "user", "example.com", "user"));
        if (example.Contains(' ', StringComparison.Ordinal)
            || !Uri.TryCreate(example, UriKind.Absolute, out Uri? uri)
            || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || !DomainName.TryParse(uri.IdnHost, out _, out _)
            || uri.UserInfo.Length > 0)
        {
            url = null;
            error = "is not an absolute https: or http: URL with a host name";
            return false;
        }

        return true;
    }
}
