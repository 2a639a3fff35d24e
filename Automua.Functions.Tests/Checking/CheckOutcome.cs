using System.Text.Json;

namespace Automua.Functions.Tests.Checking;

/// <summary>What a check said, in both formats.</summary>
/// <param name="ExitCode">How it ended.</param>
/// <param name="Text">The report for people.</param>
/// <param name="Json">The report for programs.</param>
internal sealed record CheckOutcome(int ExitCode, string Text, JsonElement Json)
{
    /// <summary>How each kind of mail apps fares.</summary>
    public Dictionary<string, string> Clients => Json.GetProperty("clients").EnumerateArray().ToDictionary(
        client => client.GetProperty("name").GetString()!, client => client.GetProperty("state").GetString()!);

    /// <summary>Reads both reports and holds them against each other.</summary>
    public static CheckOutcome Read(int exitCode, string text, string json)
    {
        CheckOutcome outcome = new(exitCode, text, JsonSerializer.Deserialize<JsonElement>(json));
        Assert.Equal(exitCode == 0, outcome.Json.GetProperty("good").GetBoolean());
        string flat = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (JsonElement finding in outcome.Findings())
        {
            Assert.Contains($"{finding.GetProperty("standing").GetString()} {finding.GetProperty("subject").GetString()}", flat, StringComparison.Ordinal);
            if (!IsFault(finding))
                continue;
            bool hasRecords = finding.TryGetProperty("publish", out JsonElement records);
            Assert.NotEqual(hasRecords, finding.TryGetProperty("fix", out _));
            if (hasRecords)
                Assert.All(records.EnumerateArray(), record => Assert.Contains($"    {record.GetString()}\n", text, StringComparison.Ordinal));
        }

        // Records and URLs stay whole.
        Assert.All(text.Split('\n'), line => Assert.True(
            line.Length <= 100 || line.StartsWith("    ", StringComparison.Ordinal) || line.TrimStart().Split(' ').Any(word => word.Length > 60), line));
        Assert.DoesNotContain('\x1b', text);
        return outcome;
    }

    /// <summary>How one thing stands; the subject is given by how it begins.</summary>
    public string Standing(string subject) => Finding(subject).GetProperty("standing").GetString()!;

    /// <summary>What is said of one thing; empty when nothing is.</summary>
    public string Remark(string subject) => Finding(subject).TryGetProperty("remark", out JsonElement remark) ? remark.GetString()! : "";

    /// <summary>The things that stand in a way.</summary>
    public string[] WithStanding(string standing) =>
        [.. Findings().Where(finding => finding.GetProperty("standing").GetString() == standing).Select(finding => finding.GetProperty("subject").GetString()!)];

    private JsonElement Finding(string subject) =>
        Findings().Single(finding => finding.GetProperty("subject").GetString()!.StartsWith(subject, StringComparison.Ordinal));

    private IEnumerable<JsonElement> Findings() =>
        Json.GetProperty("records").EnumerateArray().Concat(Json.GetProperty("answers").EnumerateArray());

    private static bool IsFault(JsonElement finding) => finding.GetProperty("standing").GetString() is "missing" or "contradicts";
}
