using System.Globalization;
using System.Text;
using System.Xml;
using Automua.Core.Model;
using FsCheck.Xunit;

namespace Automua.Core.Tests.Model;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Mail & Söhne <\"'>")]
    [InlineData("😀 مرحبا שלום \u202e \u200d")]
    [InlineData("\ufffd")]
    public void Text_of_any_script_is_plain(string text) => Assert.Null(PlainText.ProblemOf(text));

    [Theory]
    [InlineData("a\0", "U+0000", 2)]
    [InlineData("\t", "U+0009", 1)]
    [InlineData("ab\n", "U+000A", 3)]
    [InlineData("\u007f", "U+007F", 1)]
    [InlineData("\u0085", "U+0085", 1)]
    [InlineData("\ufffe", "U+FFFE", 1)]
    [InlineData("😀\uffff", "U+FFFF", 3)]
    [InlineData("😀\U0001fffe", "U+1FFFE", 3)]
    public void What_no_document_can_hold_is_named_with_its_place(string text, string what, int position)
    {
        string? problem = PlainText.ProblemOf(text);
        Assert.Contains(what, problem, StringComparison.Ordinal);
        Assert.EndsWith($"position {position}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_is_named_with_its_place()
    {
        Assert.Equal("has half of a surrogate pair at position 2", PlainText.ProblemOf("a\ud800b"));
        Assert.Equal("has half of a surrogate pair at position 2", PlainText.ProblemOf("a\udc00"));
        Assert.Equal("has half of a surrogate pair at position 3", PlainText.ProblemOf("😀\ud83d"));
    }

    [Property(MaxTest = 1000)]
    public void Plain_text_is_text_that_XML_holds(char first, char second)
    {
        string text = $"{first}{second}";
        if (PlainText.ProblemOf(text) is not null)
            return;
        Assert.Equal(text, XmlConvert.VerifyXmlChars(text));
        Assert.DoesNotContain(text.EnumerateRunes(), rune => Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control);
    }
}
