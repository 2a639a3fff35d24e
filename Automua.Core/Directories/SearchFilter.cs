using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Text;
using Automua.Core.Model;

namespace Automua.Core.Directories;

/// <summary>
/// A search filter (RFC 4515) in which <c>{0}</c> stands for the e-mail address. It is a tree from the start: the address
/// becomes an assertion value of the request (RFC 4511 section 4.5.1.7), and whatever it holds, it cannot become anything else.
/// </summary>
public sealed class SearchFilter
{
    private readonly FilterNode _root;

    private SearchFilter(FilterNode root) => _root = root;

    /// <summary>Reads a filter.</summary>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="filter">The filter, when the text is one.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out SearchFilter? filter, [NotNullWhen(false)] out string? error)
    {
        FilterParser parser = new(text ?? "");
        try
        {
            FilterNode root = parser.Read();
            filter = parser.HasAddress ? new SearchFilter(root) : null;
            error = parser.HasAddress ? null : $"lacks {DirectoryServer.AddressPlaceholder}, which stands for the e-mail address";
        }
        catch (FormatException problem)
        {
            (filter, error) = (null, problem.Message);
        }

        return filter is not null;
    }

    /// <summary>Writes the filter, with an address where one is to stand.</summary>
    internal void Write(AsnWriter writer, EmailAddress address) => _root.Write(writer, Encoding.UTF8.GetBytes(address.Text));
}
