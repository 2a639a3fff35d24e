using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Automua.Core.Model;

/// <summary>
/// A mailbox: local part and domain (RFC 5321 section 4.1.2), with UTF-8 local parts (RFC 6531) and internationalized domains.
/// </summary>
/// <remarks>The local part keeps its case and its plus tag: what they mean is the mail server's own affair.</remarks>
public sealed class EmailAddress
{
    private const int LongestLocalPart = 64;
    private const int LongestAddress = 254;

    // RFC 5322 section 3.2.3, atext.
    private static readonly SearchValues<char> AtomText = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+-/=?^_`{|}~");

    private EmailAddress(string localPart, DomainName domain)
    {
        LocalPart = localPart;
        Domain = domain;
        Text = $"{localPart}@{domain.Value}";
    }

    /// <summary>What stands before the <c>@</c>, as it was sent; a quoted string keeps its quotes.</summary>
    public string LocalPart { get; }

    /// <summary>What stands behind the <c>@</c>.</summary>
    public DomainName Domain { get; }

    /// <summary>The whole address, its domain as A-labels.</summary>
    public string Text { get; }

    /// <summary>Reads an address; white space around it is tolerated.</summary>
    /// <param name="text">What somebody typed or a client sent.</param>
    /// <param name="address">The address, when the text is one.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name; it never repeats the text.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out EmailAddress? address, [NotNullWhen(false)] out string? error)
    {
        address = null;
        string candidate = text?.Trim() ?? "";
        int at = candidate.LastIndexOf('@');
        error = candidate.Length == 0 ? "is empty"
            : at < 0 ? "has no @"
            : at == 0 ? "has nothing before the @"
            : at == candidate.Length - 1 ? "has nothing behind the @"
            : ProblemOfLocalPart(candidate.AsSpan(0, at));
        if (error is not null)
            return false;
        if (!DomainName.TryParse(candidate[(at + 1)..], out DomainName? domain, out string? problem))
        {
            error = $"has a domain that {problem}";
            return false;
        }

        string localPart = candidate[..at];
        if (Encoding.UTF8.GetByteCount(localPart) + 1 + domain.Value.Length > LongestAddress)
        {
            error = $"is longer than {LongestAddress} octets";
            return false;
        }

        address = new EmailAddress(localPart, domain);
        return true;
    }

    /// <summary>Reads an address that is known to be one, such as a constant.</summary>
    /// <exception cref="FormatException">The text is not an e-mail address.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out EmailAddress? address, out string? error)
            ? address
            : throw new FormatException($"An e-mail address {error}.");

    /// <summary>The domain alone, so that an address that slips into a message names nobody; <see cref="Text"/> is the address.</summary>
    public override string ToString() => $"…@{Domain.Value}";

    private static string? ProblemOfLocalPart(ReadOnlySpan<char> local)
    {
        if (!IsWellFormed(local))
            return "is not well-formed Unicode";
        if (Encoding.UTF8.GetByteCount(local) > LongestLocalPart)
            return $"has more than {LongestLocalPart} octets before the @";
        if (local[0] == '"')
            return IsQuotedString(local) ? null : "has a quoted part before the @ that is not a quoted string";
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return "has a dot at an end, or two in a row, before the @";

        for (int i = 0; i < local.Length; i++)
        {
            if (local[i] != '.' && !AtomText.Contains(local[i]) && !IsUtf8Text(local, ref i))
                return $"has a character at position {i + 1} that cannot stand before the @";
        }

        return null;
    }

    private static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
                return false;
        }

        return true;
    }

    // RFC 6531 section 3.3 adds every non-ASCII character; those that show nothing or steer the display are left out.
    private static bool IsUtf8Text(ReadOnlySpan<char> text, ref int index)
    {
        Rune.DecodeFromUtf16(text[index..], out Rune rune, out int length);
        index += length - 1;
        return !rune.IsAscii && (rune.Value & 0xFFFE) != 0xFFFE && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
    }

    // RFC 5321 section 4.1.2, Quoted-string.
    private static bool IsQuotedString(ReadOnlySpan<char> local)
    {
        if (local.Length < 3 || local[^1] != '"')
            return false;
        ReadOnlySpan<char> inside = local[1..^1];
        for (int i = 0; i < inside.Length; i++)
        {
            if (inside[i] == '\\')
            {
                if (++i == inside.Length)
                    return false;
            }
            else if (inside[i] == '"')
            {
                return false;
            }

            if (char.IsAscii(inside[i]) ? char.IsControl(inside[i]) : !IsUtf8Text(inside, ref i))
                return false;
        }

        return true;
    }
}
