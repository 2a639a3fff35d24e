using System.Buffers;
using System.IO.Pipelines;
using Automua.Core.Documents;
using Automua.Core.Storage;

namespace Automua.Functions.Administration;

/// <summary>Everything that is stored as one document of version 3, written while it is read.</summary>
/// <param name="items">What is stored.</param>
/// <param name="tellsPasswords">Whether the passwords of LDAP servers are written; else they are masked.</param>
internal sealed class ExportedDocument(IAsyncEnumerable<ExportedItem> items, bool tellsPasswords)
{
    private readonly List<string> _leftOut = [];

    /// <summary>What could not be written, in sentences; known when all is written.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    /// <summary>How many passwords were masked; known when all is written.</summary>
    public int Masked { get; private set; }

    /// <summary>Whether what was left out stands at the document's end; else whoever writes it tells.</summary>
    public bool NamesLeftOut { get; init; }

    /// <summary>Writes the document.</summary>
    public async Task WriteAsync(PipeWriter output, CancellationToken cancellation)
    {
        using NativeWriter document = new(output, tellsPasswords);
        await foreach (ExportedItem item in items.WithCancellation(cancellation))
        {
            if (item is ExportGap gap)
                _leftOut.Add(gap.ToString());
            document.Write(item);
            await output.FlushAsync(cancellation);
        }

        document.End(NamesLeftOut ? _leftOut : []);
        output.Write("\n"u8);
        await output.FlushAsync(cancellation);
        Masked = document.Masked;
    }
}
