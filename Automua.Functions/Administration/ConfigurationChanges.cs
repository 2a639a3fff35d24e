using Automua.Core.Autoconfig;
using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Administration;

/// <summary>Changes the configuration as a whole for an administrator; every change leaves a line in the audit log.</summary>
internal sealed class ConfigurationChanges(IConfigurationStore store, AuditLog audit)
{
    /// <summary>The largest document, in octets.</summary>
    public const long LargestDocument = 32 * 1024 * 1024;

    /// <summary>Imports the document in a request's body, or says what would become of it.</summary>
    /// <exception cref="BadHttpRequestException">The body is larger than <see cref="LargestDocument"/>, or broke off.</exception>
    public async Task<ImportOutcome> ImportAsync(Asked asked, ImportMode mode, bool isDryRun, CancellationToken cancellation)
    {
        DocumentReading reading;
        using (PooledBuffer body = await asked.ReadBodyAsync(LargestDocument, cancellation))
            reading = DocumentReader.Read(body.Written);
        return new ImportOutcome(
            await StoreAsync(asked, reading, mode, isDryRun, cancellation),
            reading.Warnings,
            reading is { IsClientConfig: true, Document: { } document }
                ? [.. document.Providers.SelectMany(provider => AutoconfigRoundTrip.DifferencesOf(provider))]
                : []);
    }

    /// <summary>Stores the sample data, unless anything is stored.</summary>
    public async Task<ImportResult> ImportSampleAsync(Asked asked, CancellationToken cancellation) =>
        Told(asked, "imported the sample data", await store.ImportAsync(SampleData.Document, ImportMode.Create, cancellation));

    /// <summary>Removes everything, and says how much that was.</summary>
    public async Task<StoreCounts> PurgeAsync(Asked asked, CancellationToken cancellation)
    {
        StoreCounts counts = await store.PurgeAsync(cancellation);
        audit.Changed(
            asked, "removed everything", new ImportCounts(0, 0, 0, (int)counts.Providers), new ImportCounts(0, 0, 0, (int)counts.Domains));
        return counts;
    }

    private async Task<ImportResult> StoreAsync(
        Asked asked, DocumentReading reading, ImportMode mode, bool isDryRun, CancellationToken cancellation)
    {
        if (reading.Document is not { } document)
            return new ImportRefused(reading.Faults);
        if (!reading.Faults.IsEmpty)
        {
            // An administrator wants to hear of everything at once: of what contradicts the store, too.
            return await store.PreviewAsync(document, mode, cancellation) is ImportRefused(var contradictions)
                ? new ImportRefused([.. reading.Faults, .. contradictions])
                : new ImportRefused(reading.Faults);
        }

        return isDryRun
            ? await store.PreviewAsync(document, mode, cancellation)
            : Told(asked, $"imported a document ({ImportModes.Words.WordOf(mode)})", await store.ImportAsync(document, mode, cancellation));
    }

    private ImportResult Told(Asked asked, string what, ImportResult result)
    {
        if (result is Imported(var providers, var domains))
            audit.Changed(asked, what, providers.Counts, domains.Counts);
        return result;
    }
}
