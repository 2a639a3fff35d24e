using Automua.Core.Autoconfig;

namespace Automua.Core.Documents;

/// <summary>Reads a document of any kind that can be imported: its content decides which it is, not its name or media type.</summary>
public static class DocumentReader
{
    /// <summary>Reads a seed, or a clientConfig file.</summary>
    public static DocumentReading Read(ReadOnlyMemory<byte> document) =>
        IsXml(document.Span) ? AutoconfigReader.Read(document) : SeedReader.Read(document);

    // JSON never begins so, and XML always does, in UTF-16 too.
    private static bool IsXml(ReadOnlySpan<byte> document)
    {
        foreach (byte octet in document)
        {
            if (octet == '<')
                return true;
            if (octet is not (0 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                return false;
        }

        return false;
    }
}
