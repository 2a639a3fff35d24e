using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Automua.Core.Model;

/// <summary>
/// The name of a mail domain or of a host: lower-case A-labels without a trailing dot (RFC 1123 section 2.1, RFC 5890).
/// </summary>
/// <remarks>
/// Unicode names are accepted in composed form (NFC), which is what keyboards and mail apps send, and held as A-labels.
/// </remarks>
public sealed class DomainName : IEquatable<DomainName>
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;
    private const string AcePrefix = "xn--";

    private static readonly SearchValues<char> LowerCaseLetterDigitHyphen =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    private DomainName(string value) => Value = value;

    /// <summary>The name as it goes into documents and look-ups: lower-case A-labels.</summary>
    public string Value { get; }

    /// <summary>The name as people read it: U-labels; the same text as <see cref="Value"/> when the name is plain ASCII.</summary>
    public string UnicodeValue =>
        Value.Contains(AcePrefix, StringComparison.Ordinal) ? Idn.GetUnicode(Value) : Value;

    /// <summary>The names that this one is below: its parent, that one's parent, and so on to the last label.</summary>
    public IEnumerable<DomainName> Parents
    {
        get
        {
            for (int dot = Value.IndexOf('.'); dot >= 0; dot = Value.IndexOf('.', dot + 1))
                yield return new DomainName(Value[(dot + 1)..]);
        }
    }

    /// <summary>Reads a name in either form; white space around it and one trailing dot are tolerated.</summary>
    /// <param name="text">What somebody wrote or sent.</param>
    /// <param name="name">The name, when the text is one.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out DomainName? name, [NotNullWhen(false)] out string? error)
    {
        name = null;
        string candidate = text?.Trim() ?? "";
        if (candidate.EndsWith('.'))
            candidate = candidate[..^1];
        if (candidate.Length == 0)
        {
            error = "is empty";
            return false;
        }

        if (candidate.AsSpan().ContainsAnyExcept(LowerCaseLetterDigitHyphen)
            && !TryToLowerCaseAscii(candidate, out candidate, out error))
            return false;
        if (!IsHostName(candidate, out error))
            return false;
        name = new DomainName(candidate);
        return true;
    }

    /// <summary>Reads a name that is known to be one, such as a constant.</summary>
    /// <exception cref="FormatException">The text is not a domain name.</exception>
    public static DomainName Parse(string text) =>
        TryParse(text, out DomainName? name, out string? error)
            ? name
            : throw new FormatException($"A domain name {error}.");

    /// <inheritdoc/>
    public bool Equals(DomainName? other) => other is not null && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as DomainName);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;

    private static bool TryToLowerCaseAscii(string candidate, out string ascii, [NotNullWhen(false)] out string? error)
    {
        ascii = candidate.ToLowerInvariant();
        error = null;
        if (Ascii.IsValid(ascii))
            return true;

        foreach (Rune rune in ascii.EnumerateRunes())
        {
            if (!rune.IsAscii && !IsIdnCharacter(rune))
            {
                error = $"holds the character U+{rune.Value:X4}, which no domain name can hold";
                return false;
            }
        }

        try
        {
            ascii = Idn.GetAscii(ascii);
            return true;
        }
        catch (ArgumentException)
        {
            error = "is not an internationalized domain name (each label has 1 to 63 octets as an A-label)";
            return false;
        }
    }

    // RFC 5892 in outline: letters, marks, digits, the joiners and middle dots; symbols because names with them exist.
    private static bool IsIdnCharacter(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.LowercaseLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => true,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
        UnicodeCategory.OtherSymbol => rune.Value != 0xFFFD,
        _ => rune.Value is 0x00B7 or 0x30FB or 0x200C or 0x200D or 0x3002 or 0xFF0E or 0xFF61,
    };

    private static bool IsHostName(string name, [NotNullWhen(false)] out string? error)
    {
        if (name.Length > LongestName)
        {
            error = $"is longer than {LongestName} characters";
            return false;
        }

        ReadOnlySpan<char> last = default;
        foreach (Range range in name.AsSpan().Split('.'))
        {
            last = name.AsSpan(range);
            error = ProblemOfLabel(last);
            if (error is not null)
                return false;
        }

        // RFC 1123 section 2.1: the highest label is never all digits, so an IPv4 address is not a name.
        error = last.ContainsAnyExceptInRange('0', '9') ? null : "is an IP address or ends in a number, not a host name";
        return error is null;
    }

    private static string? ProblemOfLabel(ReadOnlySpan<char> label) => label switch
    {
        [] => "has an empty label (two dots in a row, or a dot at an end)",
        { Length: > LongestLabel } => $"has a label longer than {LongestLabel} characters",
        ['-', ..] or [.., '-'] => "has a label that begins or ends with a hyphen",
        _ when label.ContainsAnyExcept(LowerCaseLetterDigitHyphen) =>
            "holds a character other than letters, digits, hyphens and dots",
        _ when label.StartsWith(AcePrefix) && !IsALabel(label) => "has a label that begins with xn-- and is no A-label",
        _ => null,
    };

    private static bool IsALabel(ReadOnlySpan<char> label)
    {
        try
        {
            string unicode = Idn.GetUnicode(label.ToString());
            return !Ascii.IsValid(unicode)
                && unicode.EnumerateRunes().All(rune =>
                    Rune.ToLowerInvariant(rune) == rune && (rune.IsAscii || IsIdnCharacter(rune)))
                && label.SequenceEqual(Idn.GetAscii(unicode));
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
