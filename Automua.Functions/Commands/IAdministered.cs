using Automua.Core.Documents;
using Automua.Core.Storage;
using Automua.Functions.Administration;

namespace Automua.Functions.Commands;

/// <summary>What commands work on as a whole: the configured store, or a service somewhere else.</summary>
internal interface IAdministered
{
    /// <summary>Imports a document, or says what would become of it.</summary>
    /// <param name="octets">The document as it stands in its file.</param>
    /// <param name="reading">The document as this program reads it.</param>
    /// <param name="mode">What becomes of what is stored.</param>
    /// <param name="isDryRun">Whether nothing is to be stored.</param>
    /// <param name="cancellation">Ends the import.</param>
    Task<ImportOutcome> ImportAsync(
        ReadOnlyMemory<byte> octets, DocumentReading reading, ImportMode mode, bool isDryRun, CancellationToken cancellation);

    /// <summary>Writes everything as a document of version 3.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="tellsPasswords">Whether the passwords of LDAP servers are written; else they are masked.</param>
    /// <param name="cancellation">Ends the export.</param>
    Task<ExportSummary> ExportAsync(Stream output, bool tellsPasswords, CancellationToken cancellation);

    /// <summary>Removes everything, and says how much that was.</summary>
    Task<StoreCounts> PurgeAsync(CancellationToken cancellation);
}
