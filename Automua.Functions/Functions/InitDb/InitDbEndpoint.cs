using System.Collections.Immutable;
using System.Text.Json;
using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Administration;
using Automua.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Functions.InitDb;

/// <summary>The reference manual's administration: GET stores the sample data, POST imports a document, DELETE removes everything.</summary>
internal sealed class InitDbEndpoint(IConfigurationStore store, AuditLog audit) : IEndpoint
{
    /// <summary>The largest document, in octets.</summary>
    public const long LargestDocument = 32 * 1024 * 1024;

    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        if (HttpMethods.IsPost(asked.Method))
            return await ImportAsync(asked, cancellation);
        if (HttpMethods.IsDelete(asked.Method))
            return Purged(asked, await store.PurgeAsync(cancellation));
        // HEAD looks whether the credential is right and changes nothing.
        return HttpMethods.IsHead(asked.Method)
            ? Answer.Empty(200)
            : Imported(
                asked,
                "imported the sample data",
                await store.ImportAsync(SampleData.Document, ImportMode.Create, cancellation),
                []);
    }

    private async ValueTask<Answer> ImportAsync(Asked asked, CancellationToken cancellation)
    {
        DocumentReading reading;
        using (PooledBuffer body = await asked.ReadBodyAsync(LargestDocument, cancellation))
            reading = DocumentReader.Read(body.Written);
        if (reading.Document is not { } document)
            return Refused(reading.Faults);
        if (reading.Faults.IsEmpty)
        {
            return Imported(
                asked,
                "imported a document",
                await store.ImportAsync(document, ImportMode.Merge, cancellation),
                reading.Warnings);
        }

        // An administrator wants to hear of everything at once: of what contradicts the store, too.
        return await store.PreviewAsync(document, ImportMode.Merge, cancellation) is ImportRefused(var contradictions)
            ? Refused([.. reading.Faults, .. contradictions])
            : Refused(reading.Faults);
    }

    private Answer Imported(Asked asked, string what, ImportResult result, ImmutableArray<DocumentFault> warnings) => result switch
    {
        Imported(var providers, var domains) => Changed(asked, what, providers.Counts, domains.Counts, warnings),
        ImportRefused(var faults) => Refused(faults),
        _ => Answer.Problem(409, "The store already holds data. POST a document to add to it, or DELETE everything first."),
    };

    private static Answer Refused(ImmutableArray<DocumentFault> faults) =>
        Answer.Problem(
            400,
            "Nothing was imported: the document has the errors listed.",
            json => WriteFaults(json, "errors"u8, faults));

    private Answer Purged(Asked asked, StoreCounts counts) => Changed(
        asked,
        "removed everything",
        new ImportCounts(0, 0, 0, (int)counts.Providers),
        new ImportCounts(0, 0, 0, (int)counts.Domains),
        []);

    private Answer Changed(
        Asked asked, string what, ImportCounts providers, ImportCounts domains, ImmutableArray<DocumentFault> warnings)
    {
        audit.Changed(asked, what, providers, domains);
        return Answer.Json(200, json =>
        {
            WriteCounts(json, "providers"u8, providers);
            WriteCounts(json, "domains"u8, domains);
            if (!warnings.IsEmpty)
                WriteFaults(json, "warnings"u8, warnings);
        });
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
