using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Automua.Functions.Checking;

/// <summary>Writes a report for programs.</summary>
internal static class CheckJsonWriter
{
    // A document of its own, never a part of a page: markup characters need no escaping.
    private static readonly JsonWriterOptions Style = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the report as a JSON object; its last member is the report for people.</summary>
    public static void Write(CheckReport report, IBufferWriter<byte> output)
    {
        using (Utf8JsonWriter json = new(output, Style))
        {
            json.WriteStartObject();
            json.WriteString("domain"u8, report.Domain.Name.Value);
            json.WriteString("service_host"u8, report.Domain.ServiceHost.Value);
            json.WriteString("dns_server"u8, report.DnsServer);
            json.WriteBoolean("good"u8, report.IsGood);
            WriteFindings(json, "records"u8, report.Records);
            WriteFindings(json, "answers"u8, report.Answers);
            json.WriteStartArray("clients"u8);
            foreach (ClientVerdict client in report.Clients)
                WriteClient(json, client);
            json.WriteEndArray();
            WriteTexts(json, "unsayable"u8, report.Unsayable);
            json.WriteString("report"u8, CheckTextWriter.Write(report));
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteFindings(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<Finding> findings)
    {
        json.WriteStartArray(name);
        foreach (Finding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("subject"u8, finding.Subject);
            json.WriteString("standing"u8, CheckWords.Of(finding.Standing));
            WriteUnlessNull(json, "remark"u8, finding.Remark);
            WriteUnlessNull(json, "fix"u8, finding.Fix);
            if (!finding.Publish.IsEmpty)
                WriteTexts(json, "publish"u8, finding.Publish);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteClient(Utf8JsonWriter json, ClientVerdict client)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, client.Name);
        json.WriteString("state"u8, CheckWords.Of(client.State));
        WriteUnlessNull(json, "remark"u8, client.Remark);
        WriteTexts(json, "because"u8, client.Because.Select(finding => finding.Subject));
        json.WriteEndObject();
    }

    private static void WriteUnlessNull(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
