using System.Globalization;
using System.Text;

namespace Automua.Core.Model;

/// <summary>What text must be to stand in every dialect: well-formed Unicode without control characters.</summary>
public static class PlainText
{
    private const int LongestExcerpt = 64;

    /// <summary>
    /// As much of a value as a message may repeat: not more than a line's worth, and nothing that could be an address.
    /// </summary>
    public static string Excerpt(string? value) =>
        value is null ? ""
        : value.Contains('@', StringComparison.Ordinal) ? "…"
        : value.Length > LongestExcerpt ? $"{value[..LongestExcerpt]}…"
        : value;

    /// <summary>
    /// What keeps the text out of documents, as the rest of a sentence that begins with the field's name; null when nothing does.
    /// </summary>
    public static string? ProblemOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsAscii(text[i]) && !char.IsControl(text[i]))
                continue;
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int length) != System.Buffers.OperationStatus.Done)
                return $"has half of a surrogate pair at position {i + 1}";
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control || (rune.Value & 0xFFFE) == 0xFFFE)
                return $"has the control character U+{rune.Value:X4} at position {i + 1}";
            i += length - 1;
        }

        return null;
    }
}
