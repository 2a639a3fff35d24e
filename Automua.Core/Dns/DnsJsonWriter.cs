using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Automua.Core.Dns;

/// <summary>
/// Writes records as a JSON array of objects with <c>name</c>, <c>type</c>, <c>ttl</c> in seconds, and <c>data</c>. Names and
/// data are those of a zone file (RFC 1035 section 5.1), all names in them absolute.
/// </summary>
public static class DnsJsonWriter
{
    // A document of its own, never a part of a page: markup characters need no escaping.
    private static readonly JsonWriterOptions Style = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the records.</summary>
    /// <param name="records">The records.</param>
    /// <param name="output">Where the document goes, UTF-8 without BOM.</param>
    public static void Write(ImmutableArray<DnsRecord> records, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using (Utf8JsonWriter json = new(output, Style))
        {
            json.WriteStartArray();
            foreach (DnsRecord record in records)
            {
                json.WriteStartObject();
                json.WriteString("name"u8, $"{record.Owner}.");
                json.WriteString("type"u8, record.Type);
                json.WriteNumber("ttl"u8, DnsRecord.TimeToLive);
                json.WriteString("data"u8, record.Data);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        output.Write("\n"u8);
    }
}
