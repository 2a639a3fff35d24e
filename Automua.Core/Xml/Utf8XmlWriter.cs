using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Automua.Core.Xml;

/// <summary>
/// Writes indented XML as UTF-8 without BOM straight into a buffer (XML 1.0, fifth edition). Markup is given as UTF-8
/// literals, content as text: it is escaped, and what XML cannot hold is replaced, so the result is always well-formed.
/// </summary>
internal ref struct Utf8XmlWriter
{
    private const int Chunk = 2048;
    private const int LongestEntity = 6;

    private static readonly SearchValues<char> Plain = SearchValues.Create(PlainCharacters());

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _used;
    private int _depth;

    public Utf8XmlWriter(IBufferWriter<byte> output)
    {
        _output = output;
        _span = output.GetSpan(Chunk);
        Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"u8);
    }

    /// <summary>Hands what is written to the buffer; nothing may be written afterwards.</summary>
    public void Complete() => Flush();

    /// <summary>Writes a line of markup that has no other place, such as a document type declaration.</summary>
    public void Markup(ReadOnlySpan<byte> markup)
    {
        Indent();
        Raw(markup);
        Raw("\n"u8);
    }

    /// <summary>Opens an element that holds others.</summary>
    public void Start(scoped ReadOnlySpan<byte> name)
    {
        Open(name);
        Raw(">\n"u8);
        _depth++;
    }

    /// <summary>Opens an element with one attribute that holds others.</summary>
    public void Start(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> attribute, string value)
    {
        Open(name);
        Attribute(attribute, value);
        Raw(">\n"u8);
        _depth++;
    }

    /// <summary>Opens an element with two attributes that holds others.</summary>
    public void Start(
        scoped ReadOnlySpan<byte> name,
        scoped ReadOnlySpan<byte> attribute,
        string value,
        scoped ReadOnlySpan<byte> secondAttribute,
        string secondValue)
    {
        Open(name);
        Attribute(attribute, value);
        Attribute(secondAttribute, secondValue);
        Raw(">\n"u8);
        _depth++;
    }

    /// <summary>Closes an element that holds others.</summary>
    public void End(scoped ReadOnlySpan<byte> name)
    {
        _depth--;
        Indent();
        Close(name);
    }

    /// <summary>Writes an element without content.</summary>
    public void Empty(scoped ReadOnlySpan<byte> name)
    {
        Open(name);
        Raw("/>\n"u8);
    }

    /// <summary>Writes an element with one attribute and no content.</summary>
    public void Empty(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> attribute, string value)
    {
        Open(name);
        Attribute(attribute, value);
        Raw("/>\n"u8);
    }

    /// <summary>Writes an element with two attributes and no content.</summary>
    public void Empty(
        scoped ReadOnlySpan<byte> name,
        scoped ReadOnlySpan<byte> attribute,
        string value,
        scoped ReadOnlySpan<byte> secondAttribute,
        string secondValue)
    {
        Open(name);
        Attribute(attribute, value);
        Attribute(secondAttribute, secondValue);
        Raw("/>\n"u8);
    }

    /// <summary>Writes an element that holds text.</summary>
    public void Element(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<char> text)
    {
        Open(name);
        Raw(">"u8);
        Text(text);
        Close(name);
    }

    /// <summary>Writes an element with one attribute that holds text.</summary>
    public void Element(
        scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> attribute, string value, scoped ReadOnlySpan<char> text)
    {
        Open(name);
        Attribute(attribute, value);
        Raw(">"u8);
        Text(text);
        Close(name);
    }

    /// <summary>Writes an element that holds one of the dialect's own words, which need no escaping.</summary>
    public void Word(scoped ReadOnlySpan<byte> name, scoped ReadOnlySpan<byte> word)
    {
        Open(name);
        Raw(">"u8);
        Raw(word);
        Close(name);
    }

    /// <summary>Writes an element that holds a number.</summary>
    public void Number(scoped ReadOnlySpan<byte> name, int number)
    {
        Span<byte> digits = stackalloc byte[11];
        Utf8Formatter.TryFormat(number, digits, out int length);
        Word(name, digits[..length]);
    }

    private static string PlainCharacters()
    {
        StringBuilder plain = new();
        for (char c = ' '; c <= '~'; c++)
        {
            if (c is not ('&' or '<' or '>' or '"'))
                plain.Append(c);
        }

        return plain.ToString();
    }

    private void Open(scoped ReadOnlySpan<byte> name)
    {
        Indent();
        Raw("<"u8);
        Raw(name);
    }

    private void Close(scoped ReadOnlySpan<byte> name)
    {
        Raw("</"u8);
        Raw(name);
        Raw(">\n"u8);
    }

    private void Attribute(scoped ReadOnlySpan<byte> name, string value)
    {
        Raw(" "u8);
        Raw(name);
        Raw("=\""u8);
        Text(value);
        Raw("\""u8);
    }

    private void Indent()
    {
        ReadOnlySpan<byte> blanks = "                                "u8;
        for (int left = 2 * _depth; left > 0; left -= blanks.Length)
            Raw(blanks[..Math.Min(left, blanks.Length)]);
    }

    private void Text(scoped ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            int plain = text.IndexOfAnyExcept(Plain);
            if (plain < 0)
                plain = text.Length;
            if (plain > 0)
            {
                Reserve(plain);
                _used += Encoding.UTF8.GetBytes(text[..plain], _span[_used..]);
                text = text[plain..];
                continue;
            }

            Rune.DecodeFromUtf16(text, out Rune rune, out int length);
            Special(rune);
            text = text[length..];
        }
    }

    private void Special(Rune rune)
    {
        switch (rune.Value)
        {
            case '&': Raw("&amp;"u8); break;
            case '<': Raw("&lt;"u8); break;
            case '>': Raw("&gt;"u8); break;
            case '"': Raw("&quot;"u8); break;
            // As references, or an attribute's normalization would make blanks of them (section 3.3.3).
            case '\t': Raw("&#9;"u8); break;
            case '\n': Raw("&#10;"u8); break;
            case '\r': Raw("&#13;"u8); break;
            // Not in production [2] Char: no escape can carry them.
            case < 0x20 or 0xFFFE or 0xFFFF: Put(Rune.ReplacementChar); break;
            default: Put(rune); break;
        }
    }

    private void Put(Rune rune)
    {
        Reserve(LongestEntity);
        _used += rune.EncodeToUtf8(_span[_used..]);
    }

    private void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_span[_used..]);
        _used += bytes.Length;
    }

    private void Reserve(int count)
    {
        if (_span.Length - _used >= count)
            return;
        Flush();
        _span = _output.GetSpan(Math.Max(count, Chunk));
    }

    private void Flush()
    {
        _output.Advance(_used);
        _span = default;
        _used = 0;
    }
}
