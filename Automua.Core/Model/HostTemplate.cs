using System.Diagnostics.CodeAnalysis;

namespace Automua.Core.Model;

/// <summary>Reads the host name of a server: a literal name, or one made from the domain asked about.</summary>
public static class HostTemplate
{
    private static readonly DomainName AnyDomain = DomainName.Parse("example.com");

    /// <summary>
    /// Reads a host name that may hold <c>%EMAILDOMAIN%</c> and no other placeholder: clients do not expand host names alike,
    /// so the name must be complete before it is sent. Literal names become lower-case A-labels.
    /// </summary>
    /// <param name="text">The host name.</param>
    /// <param name="host">The template, when the text is one.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out Template? host, [NotNullWhen(false)] out string? error)
    {
        if (!Template.TryParse(text, out host, out error))
            return false;
        if (host.NeedsMailbox)
        {
            host = null;
            error = $"is a host name and can hold no placeholder but {Template.EmailDomain}";
            return false;
        }

        string example = host.Expand(TemplateValues.ForAnyMailbox(AnyDomain));
        if (!DomainName.TryParse(example, out DomainName? name, out error))
        {
            host = null;
            return false;
        }

        if (host.IsLiteral)
            host = Template.Parse(name.Value);
        return true;
    }
}
