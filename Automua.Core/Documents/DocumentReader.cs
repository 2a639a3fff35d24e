using Automua.Core.Autoconfig;

namespace Automua.Core.Documents;

/// <summary>
/// Reads a document of any kind that can be imported: a seed of version 1 or 2, a document of version 3, or a clientConfig file.
/// Its content decides which it is, not its name or media type. Everything that is wrong is found at once.
/// </summary>
public static class DocumentReader
{
    private const int NativeVersion = 3;

    /// <summary>Reads a document; JSON in UTF-8, with or without BOM, XML in the encoding that its declaration names.</summary>
    public static DocumentReading Read(ReadOnlyMemory<byte> document) =>
        IsXml(document.Span) ? AutoconfigReader.Read(document) : ReadJson(document);

    private static DocumentReading ReadJson(ReadOnlyMemory<byte> utf8)
    {
        JsonFindings findings = new() { Others = OtherMembers.Reported };
        ImportDocument? document = JsonText.Read(utf8, findings, root => Read(root, findings));
        return new DocumentReading(document, [.. findings.Faults], [.. findings.Warnings]);
    }

    private static ImportDocument? Read(JsonPlace root, JsonFindings findings)
    {
        if (!root.IsObject())
            return null;
        if (root["version"].OptionalNumber(1, NativeVersion) != NativeVersion)
            return SeedReader.Read(root, findings);
        findings.Others = OtherMembers.Refused;
        return NativeReader.Read(root, findings);
    }

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
