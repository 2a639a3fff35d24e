using System.CommandLine.Parsing;

namespace Automua.Functions.Commands;

/// <summary>The option that names a service by its URL.</summary>
internal static class ServiceUrl
{
    /// <summary>The option's name.</summary>
    public const string OptionName = "--url";

    /// <summary>What people write as its value.</summary>
    public const string ValueName = "URL";

    /// <summary>Reads the option's value; what is wrong with it becomes an error of the command line.</summary>
    /// <returns>The URL; null when there is an error.</returns>
    public static Uri? Read(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        // Not repeated: behind a name there is a password.
        if (text.Contains('@', StringComparison.Ordinal))
        {
            result.AddError($"{OptionName} takes no user's name.");
            return null;
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || url.Query.Length > 0 || url.Fragment.Length > 0
            || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
        {
            result.AddError($"'{text}' is not the URL of a service, such as https://automua.example.");
            return null;
        }

        return url;
    }

    /// <summary>The URL of something below a service's.</summary>
    public static Uri Below(Uri service, string path) => new($"{service.AbsoluteUri.TrimEnd('/')}/{path}");
}
