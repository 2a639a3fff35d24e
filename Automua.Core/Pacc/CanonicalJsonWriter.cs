using System.Buffers;
using System.Text;

namespace Automua.Core.Pacc;

/// <summary>
/// Writes JSON in its canonical form (RFC 8785): no white space, the fewest escapes, UTF-8. Whoever writes puts the members
/// of an object in the order of their names.
/// </summary>
/// <remarks>
/// Its octets depend on nothing but what is written: the escapes of a general writer follow its version's Unicode tables,
/// and a digest of the octets stands in DNS.
/// </remarks>
internal ref struct CanonicalJsonWriter(IBufferWriter<byte> output)
{
    private bool _isFirst = true;

    /// <summary>Begins the document.</summary>
    public void Start()
    {
        output.Write("{"u8);
        _isFirst = true;
    }

    /// <summary>Begins a member that is an object.</summary>
    public void Start(string name)
    {
        Name(name);
        Start();
    }

    /// <summary>Ends an object.</summary>
    public void End()
    {
        output.Write("}"u8);
        _isFirst = false;
    }

    /// <summary>Writes a member that is text.</summary>
    public void Text(string name, string value)
    {
        Name(name);
        Quoted(value);
    }

    /// <summary>Writes a member that is true or false.</summary>
    public void Flag(string name, bool value)
    {
        Name(name);
        output.Write(value ? "true"u8 : "false"u8);
    }

    private void Name(string name)
    {
        if (!_isFirst)
            output.Write(","u8);
        _isFirst = false;
        Quoted(name);
        output.Write(":"u8);
    }

    private readonly void Quoted(ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        int plain = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is >= ' ' and not ('"' or '\\'))
                continue;
            Encoding.UTF8.GetBytes(text[plain..i], output);
            Encoding.UTF8.GetBytes(Escape(text[i]), output);
            plain = i + 1;
        }

        Encoding.UTF8.GetBytes(text[plain..], output);
        output.Write("\""u8);
    }

    // RFC 8785 section 3.2.2.2.
    private static string Escape(char c) => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        _ => $"\\u{(int)c:x4}",
    };
}
