using System.IO.Pipelines;
using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Administration;

namespace Automua.Functions.Commands;

/// <summary>The configured store.</summary>
internal sealed class AdministeredStore(IConfigurationStore store) : IAdministered
{
    /// <inheritdoc/>
    public Task<ImportOutcome> ImportAsync(
        ReadOnlyMemory<byte> octets, DocumentReading reading, ImportMode mode, bool isDryRun, CancellationToken cancellation) =>
        new DocumentImport(store).RunAsync(reading, mode, isDryRun, cancellation);

    /// <inheritdoc/>
    public async Task<ExportSummary> ExportAsync(Stream output, bool tellsPasswords, CancellationToken cancellation)
    {
        PipeWriter pipe = PipeWriter.Create(output, new StreamPipeWriterOptions(leaveOpen: true));
        ExportedDocument document = new(store.ExportAsync(cancellation), tellsPasswords);
        await document.WriteAsync(pipe, cancellation);
        await pipe.CompleteAsync();
        return new ExportSummary(document.LeftOut, document.Masked);
    }

    /// <inheritdoc/>
    public Task<StoreCounts> PurgeAsync(CancellationToken cancellation) => store.PurgeAsync(cancellation);
}
