using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Automua.Core.Autodiscover;

/// <summary>
/// Writes the JSON answers of Autodiscover's second version, by which clients ask for a protocol's URL. Microsoft has published
/// no specification; this is what its service answers.
/// </summary>
public static class AutodiscoverV2Writer
{
    /// <summary>The protocol whose URL can be told: Autodiscover's first version, which gives the settings.</summary>
    public const string Protocol = "AutodiscoverV1";

    // Documents of their own, never parts of a page: markup characters need no escaping.
    private static readonly JsonWriterOptions Style = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes where <see cref="Protocol"/> is found.</summary>
    /// <param name="authority">The host, as a domain name or an IP address, and its port where it is not 443.</param>
    /// <param name="output">Where the document goes.</param>
    public static void Write(string authority, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(output);
        WriteObject("Protocol"u8, Protocol, "Url"u8, AutodiscoverUrl.At(authority), output);
    }

    /// <summary>Writes an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="output">Where the document goes.</param>
    public static void WriteError(AutodiscoverV2Error error, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(output);
        WriteObject("ErrorCode"u8, error.Code, "ErrorMessage"u8, error.Message, output);
    }

    private static void WriteObject(
        ReadOnlySpan<byte> firstName, string first, ReadOnlySpan<byte> secondName, string second, IBufferWriter<byte> output)
    {
        using Utf8JsonWriter json = new(output, Style);
        json.WriteStartObject();
        json.WriteString(firstName, first);
        json.WriteString(secondName, second);
        json.WriteEndObject();
    }
}
