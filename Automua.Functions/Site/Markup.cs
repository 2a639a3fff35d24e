using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Automua.Functions.Site;

/// <summary>HTML as the compiler puts it together from an interpolated string: every value in it is encoded.</summary>
[InterpolatedStringHandler]
internal readonly ref struct Markup
{
    private const int UsualValue = 32;

    // Letters of every language stand as they are: pages are UTF-8.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text;

    /// <summary>Begins a string.</summary>
    /// <param name="literalLength">The length of all its literal text, in UTF-16 code units.</param>
    /// <param name="formattedCount">How many values it has.</param>
    public Markup(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * UsualValue));

    /// <summary>The markup so far.</summary>
    public StringBuilder Text => _text;

    /// <summary>Adds what stands in the program's own text.</summary>
    public void AppendLiteral(string markup) => _text.Append(markup);

    /// <summary>Adds a value.</summary>
    public void AppendFormatted(string? value) => _text.Append(Encoder.Encode(value ?? ""));

    /// <summary>Adds a number.</summary>
    public void AppendFormatted(int value) => _text.Append(value);
}
