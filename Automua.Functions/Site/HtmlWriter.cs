using System.Text;

namespace Automua.Functions.Site;

/// <summary>
/// Puts a page together from interpolated strings: what stands in the program's own text is markup, and whatever is filled in
/// is encoded, so that no value can become markup, in elements and in quoted attributes alike.
/// </summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _page = new(8 * 1024);

    /// <summary>Adds markup with encoded values, and ends the line.</summary>
    public void Add(in Markup markup) => _page.Append(markup.Text).Append('\n');

    /// <summary>The page so far, as UTF-8.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_page.ToString());
}
