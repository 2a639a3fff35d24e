namespace Automua.Core.Directories;

/// <summary>Names of an entry's attributes, as LDAP has them (RFC 4512 section 2.5): <c>mail</c>, <c>2.5.4.3</c>, <c>cn;lang-de</c>.</summary>
public static class AttributeDescription
{
    /// <summary>What a name that is none is not, as the rest of a sentence that begins with the field's name.</summary>
    public const string Problem = "must be the name of an attribute, such as mail, or its number, such as 2.5.4.3";

    /// <summary>Whether a text is a name, or a number, perhaps with options.</summary>
    public static bool IsValid(ReadOnlySpan<char> text)
    {
        bool isType = true;
        foreach (Range range in text.Split(';'))
        {
            ReadOnlySpan<char> part = text[range];
            if (isType ? !IsName(part) && !IsNumber(part) : part.IsEmpty || !IsKeys(part))
                return false;
            isType = false;
        }

        return true;
    }

    /// <summary>Whether a text is a name without options, or a number: what names a matching rule (RFC 4512 section 1.4).</summary>
    public static bool IsObjectIdentifier(ReadOnlySpan<char> text) => IsName(text) || IsNumber(text);

    // Active Directory and others have underscores.
    private static bool IsName(ReadOnlySpan<char> text) => !text.IsEmpty && char.IsAsciiLetter(text[0]) && IsKeys(text);

    private static bool IsKeys(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return false;
        }

        return true;
    }

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        int arcs = 0;
        foreach (Range range in text.Split('.'))
        {
            ReadOnlySpan<char> arc = text[range];
            if (arc.IsEmpty || arc.ContainsAnyExceptInRange('0', '9') || (arc.Length > 1 && arc[0] == '0'))
                return false;
            arcs++;
        }

        return arcs > 1;
    }
}
