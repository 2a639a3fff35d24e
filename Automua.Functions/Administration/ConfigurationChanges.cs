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

    private readonly DocumentImport _import = new(store);

    /// <summary>Imports the document in a request's body, or says what would become of it.</summary>
    /// <exception cref="BadHttpRequestException">The body is larger than <see cref="LargestDocument"/>, or broke off.</exception>
    public async Task<ImportOutcome> ImportAsync(Asked asked, ImportMode mode, bool isDryRun, CancellationToken cancellation)
    {
        DocumentReading reading;
        using (PooledBuffer body = await asked.ReadBodyAsync(LargestDocument, cancellation))
            reading = DocumentReader.Read(body.Written);
        ImportOutcome outcome = await _import.RunAsync(reading, mode, isDryRun, cancellation);
        if (!isDryRun)
            Tell(asked, $"imported a document ({ImportModes.Words.WordOf(mode)})", outcome.Result);
        return outcome;
    }

    /// <summary>Stores the sample data, unless anything is stored.</summary>
    public async Task<ImportResult> ImportSampleAsync(Asked asked, CancellationToken cancellation)
    {
        ImportResult result = await store.ImportAsync(SampleData.Document, ImportMode.Create, cancellation);
        Tell(asked, "imported the sample data", result);
        return result;
    }

    /// <summary>Removes everything, and says how much that was.</summary>
    public async Task<StoreCounts> PurgeAsync(Asked asked, CancellationToken cancellation)
    {
        StoreCounts counts = await store.PurgeAsync(cancellation);
        audit.Changed(
            asked, "removed everything", new ImportCounts(0, 0, 0, (int)counts.Providers), new ImportCounts(0, 0, 0, (int)counts.Domains));
        return counts;
    }

    private void Tell(Asked asked, string what, ImportResult result)
    {
        if (result is Imported(var providers, var domains))
            audit.Changed(asked, what, providers.Counts, domains.Counts);
    }
}
