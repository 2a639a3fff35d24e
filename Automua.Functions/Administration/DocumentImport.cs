using Automua.Core.Autoconfig;
using Automua.Core.Documents;
using Automua.Core.Storage;

namespace Automua.Functions.Administration;

/// <summary>Imports documents as they were read, with all that an administrator wants to hear of them.</summary>
internal sealed class DocumentImport(IConfigurationStore store)
{
    /// <summary>Imports a document, or says what would become of it.</summary>
    public async Task<ImportOutcome> RunAsync(DocumentReading reading, ImportMode mode, bool isDryRun, CancellationToken cancellation) => new(
        await StoreAsync(reading, mode, isDryRun, cancellation),
        reading.Warnings,
        reading is { IsClientConfig: true, Document: { } document }
            ? [.. document.Providers.SelectMany(provider => AutoconfigRoundTrip.DifferencesOf(provider))]
            : []);

    private async Task<ImportResult> StoreAsync(DocumentReading reading, ImportMode mode, bool isDryRun, CancellationToken cancellation)
    {
        if (reading.Document is not { } document)
            return new ImportRefused(reading.Faults);
        if (reading.Faults.IsEmpty)
        {
            return isDryRun
                ? await store.PreviewAsync(document, mode, cancellation)
                : await store.ImportAsync(document, mode, cancellation);
        }

        // Everything at once: what contradicts the store, too.
        return await store.PreviewAsync(document, mode, cancellation) is ImportRefused(var contradictions)
            ? new ImportRefused([.. reading.Faults, .. contradictions])
            : new ImportRefused(reading.Faults);
    }
}
