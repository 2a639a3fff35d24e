using System.Collections.Immutable;
using System.Text.Json;
using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Functions.InitDb;

/// <summary>The reference manual's administration: GET stores the sample data, POST imports a document, DELETE removes everything.</summary>
internal sealed class InitDbEndpoint(IConfigurationStore store) : IEndpoint
{
    /// <summary>The largest document, in octets.</summary>
    public const long LargestDocument = 32 * 1024 * 1024;

    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        if (HttpMethods.IsPost(asked.Method))
            return await ImportAsync(asked, cancellation);
        if (HttpMethods.IsDelete(asked.Method))
            return Purged(await store.PurgeAsync(cancellation));
        // HEAD looks whether the credential is right and changes nothing.
        return HttpMethods.IsHead(asked.Method)
            ? Answer.Empty(200)
            : Imported(await store.ImportAsync(SampleData.Document, ImportMode.Create, cancellation), []);
    }

    private async ValueTask<Answer> ImportAsync(Asked asked, CancellationToken cancellation)
    {
        DocumentReading reading;
        using (PooledBuffer body = await asked.ReadBodyAsync(LargestDocument, cancellation))
            reading = DocumentReader.Read(body.Written);
        if (reading.Document is not { } document)
            return Refused(reading.Faults);
        if (reading.Faults.IsEmpty)
            return Imported(await store.ImportAsync(document, ImportMode.Merge, cancellation), reading.Warnings);
        // An administrator wants to hear of everything at once: of what contradicts the store, too.
        return await store.PreviewAsync(document, ImportMode.Merge, cancellation) is ImportRefused(var contradictions)
            ? Refused([.. reading.Faults, .. contradictions])
            : Refused(reading.Faults);
    }

    private static Answer Imported(ImportResult result, ImmutableArray<DocumentFault> warnings) => result switch
    {
        Imported(var providers, var domains) => Answer.Json(200, json =>
        {
            WriteCounts(json, "providers"u8, providers.Counts);
            WriteCounts(json, "domains"u8, domains.Counts);
            if (!warnings.IsEmpty)
                WriteFaults(json, "warnings"u8, warnings);
        }),
        ImportRefused(var faults) => Refused(faults),
        _ => Answer.Problem(409, "The store already holds data. POST a document to add to it, or DELETE everything first."),
    };

    private static Answer Refused(ImmutableArray<DocumentFault> faults) =>
        Answer.Problem(
            400,
            "Nothing was imported: the document has the errors listed.",
            json => WriteFaults(json, "errors"u8, faults));

    private static Answer Purged(StoreCounts counts) => Answer.Json(200, json =>
    {
        WriteCounts(json, "providers"u8, new ImportCounts(0, 0, 0, (int)counts.Providers));
        WriteCounts(json, "domains"u8, new ImportCounts(0, 0, 0, (int)counts.Domains));
    });

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
