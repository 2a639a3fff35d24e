using System.Text.Json;
using System.Text.Unicode;
using Automua.Core.Autoconfig;

namespace Automua.Core.Documents;

/// <summary>
/// Reads a document of any kind that can be imported: a seed of version 1 or 2, a document of version 3, or a clientConfig file.
/// Its content decides which it is, not its name or media type. Everything that is wrong is found at once.
/// </summary>
public static class DocumentReader
{
    private const int DeepestValue = 16;
    private const int NativeVersion = 3;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = DeepestValue,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a document; JSON in UTF-8, with or without BOM, XML in the encoding that its declaration names.</summary>
    public static DocumentReading Read(ReadOnlyMemory<byte> document) =>
        IsXml(document.Span) ? AutoconfigReader.Read(document) : ReadJson(document);

    private static DocumentReading ReadJson(ReadOnlyMemory<byte> utf8)
    {
        JsonFindings findings = new() { Others = OtherMembers.Reported };
        ImportDocument? document = null;
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        try
        {
            if (Utf8.IsValid(utf8.Span))
            {
                using JsonDocument json = JsonDocument.Parse(utf8, Options);
                document = Read(new JsonPlace(json.RootElement, "", findings), findings);
            }
            else
            {
                findings.Fault("", "is not JSON: text is not UTF-8");
            }
        }
        catch (JsonException problem)
        {
            findings.Fault("", SyntaxProblem(problem));
        }
        catch (InvalidOperationException)
        {
            // How System.Text.Json refuses to make a string of "\ud800".
            findings.Fault("", "has half of a surrogate pair in a string");
        }

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

    private static string SyntaxProblem(JsonException problem) =>
        problem.LineNumber is { } line
            ? $"is not JSON (line {line + 1}, octet {(problem.BytePositionInLine ?? 0) + 1}), or nested deeper than {DeepestValue} levels"
            : "is not JSON: a member stands twice in one object";

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
