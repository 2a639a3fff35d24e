using System.Globalization;
using System.Text;
using Automua.Core.Model;

namespace Automua.Core.Directories;

/// <summary>Reads one search filter (RFC 4515 section 3); spaces and line ends may stand between its parentheses.</summary>
/// <remarks>What is wrong is a <see cref="FormatException"/>, whose message is the rest of a sentence that begins with the field's name.</remarks>
internal sealed class FilterParser(string text)
{
    // Deeper than anybody writes, and shallower than the stack.
    private const int Deepest = 20;

    private const string NotInValues = "()*\\\0";

    private int _at;

    /// <summary>Whether the address stands somewhere in the filter that was read.</summary>
    public bool HasAddress { get; private set; }

    private char Next => _at < text.Length ? text[_at] : '\0';

    /// <summary>Reads the whole text.</summary>
    public FilterNode Read()
    {
        SkipSpace();
        FilterNode filter = ReadFilter(0);
        SkipSpace();
        return _at == text.Length ? filter : throw Problem("nothing stands behind its last parenthesis");
    }

    private FilterNode ReadFilter(int depth)
    {
        if (depth > Deepest)
            throw Problem($"filters stand within filters more than {Deepest} deep");
        Expect('(', "it begins with (");
        SkipSpace();
        FilterNode filter = Next switch
        {
            '&' => ReadSeveral(areAll: true, depth),
            '|' => ReadSeveral(areAll: false, depth),
            '!' => ReadNot(depth),
            _ => ReadItem(),
        };
        Expect(')', "it ends with )");
        return filter;
    }

    private FilterNode.Several ReadSeveral(bool areAll, int depth)
    {
        List<FilterNode> parts = [];
        _at++;
        SkipSpace();
        while (Next == '(')
        {
            parts.Add(ReadFilter(depth + 1));
            SkipSpace();
        }

        return parts.Count > 0 ? new(areAll, parts) : throw Problem("behind & and | there is a filter");
    }

    private FilterNode.Not ReadNot(int depth)
    {
        _at++;
        SkipSpace();
        FilterNode.Not filter = new(ReadFilter(depth + 1));
        SkipSpace();
        return filter;
    }

    private FilterNode ReadItem()
    {
        int start = _at;
        int length = text.AsSpan(start).IndexOfAny('=', '(', ')');
        if (length < 0 || text[start + length] != '=')
            throw Problem("it compares an attribute with a value, as in (mail={0})");
        _at = start + length + 1;
        string left = text[start..(start + length)];
        if (left.EndsWith(':'))
            return ReadExtensible(left[..^1], start);
        (int comparison, string attribute) = left is [.. string name, '~' or '>' or '<']
            ? (OperatorOf(left[^1]), name)
            : (FilterNode.Comparison.Equal, left);
        RequireAttribute(attribute, start);
        List<AssertionValue?> values = ReadValues();
        if (values.Count == 1)
            return new FilterNode.Comparison(comparison, attribute, values[0] ?? new AssertionValue([]));
        if (comparison != FilterNode.Comparison.Equal)
            throw Problem("* stands for something behind = only");
        if (values is [null, null])
            return new FilterNode.Presence(attribute);
        AssertionValue[] within = [.. values.Skip(1).SkipLast(1).OfType<AssertionValue>()];
        return within.Length == values.Count - 2
            ? new FilterNode.Substrings(attribute, values[0], within, values[^1])
            : throw Problem("something stands between * and *");
    }

    // What stands before := is [attribute][:dn][:rule], of which one of attribute and rule must be there.
    private FilterNode.Extensible ReadExtensible(string left, int start)
    {
        string[] parts = left.Split(':');
        string? attribute = parts[0].Length == 0 ? null : parts[0];
        bool countsNames = parts.Length > 1 && parts[1].Equals("dn", StringComparison.OrdinalIgnoreCase);
        string[] rules = parts[(countsNames ? 2 : 1)..];
        string? rule = rules.Length == 0 ? null : rules[0];
        if (attribute is not null)
            RequireAttribute(attribute, start);
        bool isRule = rule is null ? attribute is not null : AttributeDescription.IsObjectIdentifier(rule);
        if (rules.Length > 1 || !isRule)
            throw ProblemAt(start, "what stands before := is an attribute, :dn, and a rule, as in (cn:caseExactMatch:={0})");
        return ReadValues() is [var value]
            ? new(attribute, countsNames, rule, value ?? new AssertionValue([]))
            : throw Problem("* stands for something behind = only");
    }

    // The values between the asterisks; null where there is none.
    private List<AssertionValue?> ReadValues()
    {
        List<AssertionValue?> values = [ReadValue()];
        while (Next == '*')
        {
            _at++;
            values.Add(ReadValue());
        }

        return values;
    }

    private AssertionValue? ReadValue()
    {
        List<byte[]?> pieces = [];
        List<byte> octets = [];
        while (_at < text.Length && Next is not (')' or '*'))
        {
            if (text.AsSpan(_at).StartsWith(DirectoryServer.AddressPlaceholder, StringComparison.Ordinal))
            {
                EndPiece();
                pieces.Add(null);
                HasAddress = true;
                _at += DirectoryServer.AddressPlaceholder.Length;
            }
            else if (Next == '\\')
            {
                octets.Add(ReadEscaped());
            }
            else if (Next == '{')
            {
                throw Problem(@"{ begins {0}; as itself it is written \7b");
            }
            else
            {
                octets.AddRange(ReadPlain());
            }
        }

        EndPiece();
        return pieces.Count == 0 ? null : new AssertionValue(pieces);

        void EndPiece()
        {
            if (octets.Count > 0)
                pieces.Add([.. octets]);
            octets.Clear();
        }
    }

    private byte[] ReadPlain()
    {
        int start = _at;
        while (_at < text.Length && Next != '{' && !NotInValues.Contains(Next, StringComparison.Ordinal))
            _at++;
        return _at > start ? Encoding.UTF8.GetBytes(text[start.._at]) : throw Problem(@"in a value ( is written \28, and NUL \00");
    }

    private byte ReadEscaped()
    {
        const int Length = 2;
        _at++;
        if (_at + Length > text.Length
            || !byte.TryParse(text.AsSpan(_at, Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte octet))
            throw Problem(@"behind \ there are two hexadecimal digits");
        _at += Length;
        return octet;
    }

    private static int OperatorOf(char sign) => sign switch
    {
        '~' => FilterNode.Comparison.About,
        '>' => FilterNode.Comparison.AtLeast,
        _ => FilterNode.Comparison.AtMost,
    };

    private static void RequireAttribute(string name, int start)
    {
        if (!AttributeDescription.IsValid(name))
            throw ProblemAt(start, "what stands before the sign = must be the name of an attribute, such as mail; the signs are =, ~=, >=, <= and :=");
    }

    private void Expect(char expected, string rule)
    {
        if (Next != expected || _at == text.Length)
            throw Problem(rule);
        _at++;
    }

    private void SkipSpace()
    {
        while (_at < text.Length && Next is ' ' or '\t' or '\r' or '\n')
            _at++;
    }

    private FormatException Problem(string problem) => ProblemAt(_at, problem);

    private static FormatException ProblemAt(int at, string problem) => new($"is no search filter: {problem} (character {at + 1})");
}
