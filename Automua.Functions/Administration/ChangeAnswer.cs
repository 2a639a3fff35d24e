using System.Collections.Immutable;
using System.Text.Json;
using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Http;

namespace Automua.Functions.Administration;

/// <summary>What administrators are told of changes: the same words wherever they ask.</summary>
internal static class ChangeAnswer
{
    /// <summary>The document has faults.</summary>
    public static Answer Refused(ImmutableArray<DocumentFault> faults, string detail = "Nothing was imported: the document has the errors listed.") =>
        Answer.Problem(400, detail, json => WriteFaults(json, "errors"u8, faults));

    /// <summary>Everything was removed.</summary>
    public static Answer Purged(StoreCounts counts) => Answer.Json(200, json =>
    {
        WriteCounts(json, "providers"u8, new ImportCounts(0, 0, 0, (int)counts.Providers));
        WriteCounts(json, "domains"u8, new ImportCounts(0, 0, 0, (int)counts.Domains));
    });

    /// <summary>Writes the counts of an import, and its warnings if there are any.</summary>
    public static void WriteImported(Utf8JsonWriter json, Imported result, ImmutableArray<DocumentFault> warnings)
    {
        WriteCounts(json, "providers"u8, result.Providers.Counts);
        WriteCounts(json, "domains"u8, result.Domains.Counts);
        if (!warnings.IsEmpty)
            WriteFaults(json, "warnings"u8, warnings);
    }

    private static void WriteCounts(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImportCounts counts)
    {
        json.WriteStartObject(name);
        json.WriteNumber("added"u8, counts.Added);
        json.WriteNumber("changed"u8, counts.Changed);
        json.WriteNumber("unchanged"u8, counts.Unchanged);
        json.WriteNumber("removed"u8, counts.Removed);
        json.WriteEndObject();
    }

    private static void WriteFaults(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<DocumentFault> faults)
    {
        json.WriteStartArray(name);
        foreach (DocumentFault fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("pointer"u8, fault.Pointer);
            json.WriteString("detail"u8, fault.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
