using System.Buffers;
using Automua.Core.Xml;

namespace Automua.Core.Mobileconfig;

/// <summary>Writes an XML property list, version 1.0 (Apple's DTD "PropertyList-1.0").</summary>
internal ref struct PropertyListWriter
{
    private Utf8XmlWriter _xml;

    public PropertyListWriter(IBufferWriter<byte> output)
    {
        _xml = new Utf8XmlWriter(output);
        _xml.Markup(
            "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">"u8);
        _xml.Start("plist"u8, "version"u8, "1.0");
    }

    public void Complete()
    {
        _xml.End("plist"u8);
        _xml.Complete();
    }

    public void StartDictionary() => _xml.Start("dict"u8);

    public void StartDictionary(scoped ReadOnlySpan<byte> key)
    {
        Key(key);
        StartDictionary();
    }

    public void EndDictionary() => _xml.End("dict"u8);

    public void StartArray(scoped ReadOnlySpan<byte> key)
    {
        Key(key);
        _xml.Start("array"u8);
    }

    public void EndArray() => _xml.End("array"u8);

    /// <summary>Writes a text, or nothing where there is none: Apple's clients take an empty value for a value.</summary>
    public void Text(scoped ReadOnlySpan<byte> key, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;
        Key(key);
        _xml.Element("string"u8, text);
    }

    public void Number(scoped ReadOnlySpan<byte> key, int number)
    {
        Key(key);
        _xml.Number("integer"u8, number);
    }

    public void Flag(scoped ReadOnlySpan<byte> key, bool value)
    {
        Key(key);
        _xml.Empty(value ? "true"u8 : "false"u8);
    }

    private void Key(scoped ReadOnlySpan<byte> key) => _xml.Word("key"u8, key);
}
