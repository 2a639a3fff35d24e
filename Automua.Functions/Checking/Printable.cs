using System.Globalization;
using System.Text;

namespace Automua.Functions.Checking;

/// <summary>Text that came from outside, made fit to be shown: it must not steer a terminal.</summary>
internal static class Printable
{
    /// <summary>The text with a question mark for every character that is not seen: controls, and those that turn the direction.</summary>
    public static string Of(string text)
    {
        StringBuilder printable = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isSeen = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            printable.Append(isSeen ? rune.ToString() : "?");
        }

        return printable.ToString();
    }
}
