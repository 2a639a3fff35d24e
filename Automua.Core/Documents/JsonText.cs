using System.Text.Json;
using System.Text.Unicode;

namespace Automua.Core.Documents;

/// <summary>Reads JSON that comes from outside; what makes it no JSON is a finding like others.</summary>
internal static class JsonText
{
    private const int DeepestValue = 16;

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = DeepestValue,
        AllowDuplicateProperties = false,
    };

    /// <summary>Reads a document.</summary>
    /// <param name="utf8">UTF-8, with or without BOM.</param>
    /// <param name="findings">Where what is wrong is noted.</param>
    /// <param name="read">Reads the whole of it, from its root; null when too little could be read.</param>
    public static T? Read<T>(ReadOnlyMemory<byte> utf8, JsonFindings findings, Func<JsonPlace, T?> read)
        where T : class
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        try
        {
            if (Utf8.IsValid(utf8.Span))
            {
                using JsonDocument json = JsonDocument.Parse(utf8, Options);
                return read(new JsonPlace(json.RootElement, "", findings));
            }

            findings.Fault("", "is not JSON: text is not UTF-8");
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

        return null;
    }

    private static string SyntaxProblem(JsonException problem) =>
        problem.LineNumber is { } line
            ? $"is not JSON (line {line + 1}, octet {(problem.BytePositionInLine ?? 0) + 1}), or nested deeper than {DeepestValue} levels"
            : "is not JSON: a member stands twice in one object";
}
