using System.Diagnostics.CodeAnalysis;

namespace Automua.Core.Model;

/// <summary>Reads the URL of a service that a mail app logs in to.</summary>
public static class UrlTemplate
{
    private const string AfterScheme = "://";

    /// <summary>
    /// Reads an absolute <c>https:</c> or <c>http:</c> URL (RFC 3986). Placeholders may stand anywhere but in the host name,
    /// where <c>%EMAILDOMAIN%</c> alone is allowed; a literal host name becomes lower-case A-labels.
    /// </summary>
    /// <param name="text">The URL.</param>
    /// <param name="url">The template, when the text is one.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out Template? url, [NotNullWhen(false)] out string? error)
    {
        if (!Template.TryParse(text, out url, out error))
            return false;
        // With two sets of harmless values in the placeholders' places, what remains must be a URL of one host.
        Uri? example = Example(url, new TemplateValues("user@example.com", "user", "example.com", "user"));
        if (example is null)
        {
            url = null;
            error = "is not an absolute https: or http: URL with a host name";
            return false;
        }

        if (Example(url, new TemplateValues("none@example.com", "none", "example.com", "none"))?.Authority != example.Authority)
        {
            url = null;
            error = $"has a placeholder other than {Template.EmailDomain} in its host name";
            return false;
        }

        url = WithPlainHost(url);
        return true;
    }

    private static Uri? Example(Template url, in TemplateValues values)
    {
        string example = url.Expand(values);
        // A backslash passes for a slash in Uri, and in no URL.
        return !example.AsSpan().ContainsAny(' ', '\\')
            && Uri.TryCreate(example, UriKind.Absolute, out Uri? uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            && DomainName.TryParse(uri.IdnHost, out _, out _)
            && uri.UserInfo.Length == 0
            && uri.Port > 0
            ? uri
            : null;
    }

    private static Template WithPlainHost(Template url)
    {
        Range authority = AuthorityOf(url.Text);
        string[] parts = url.Text[authority].Split(':', 2);
        if (!DomainName.TryParse(parts[0], out DomainName? host, out _) || host.Value == parts[0])
            return url;
        string port = parts.Length == 2 ? $":{parts[1]}" : "";
        return Template.Parse($"{url.Text[..authority.Start]}{host.Value}{port}{url.Text[authority.End..]}");
    }

    /// <summary>Where in a URL the host name and the port stand.</summary>
    internal static Range AuthorityOf(string url)
    {
        int start = url.IndexOf(AfterScheme, StringComparison.Ordinal) + AfterScheme.Length;
        int length = url.AsSpan(start).IndexOfAny('/', '?', '#');
        return length < 0 ? start..url.Length : start..(start + length);
    }
}
