using System.Text;
using System.Text.RegularExpressions;

namespace Automua.Functions.Tests.Running;

/// <summary>What a program wrote to its two streams. Every line is held against rule XX-01 when the program has ended.</summary>
internal sealed partial class ProgramLog
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Lock _gate = new();

    public string Output => Read(_output);

    public string Error => Read(_error);

    /// <summary>The error stream, where the log goes, without the lines that every change of the data leaves.</summary>
    public string Trouble => string.Concat(
        Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("info: Automua.Functions.Administration.AuditLog[80] ", StringComparison.Ordinal))
            .Select(line => $"{line}\n"));

    public void AddOutput(string? line) => Add(_output, line);

    public void AddError(string? line) => Add(_error, line);

    /// <summary>XX-01: no line of any program that any test starts holds an e-mail address, whatever its spelling.</summary>
    public void AssertNoAddress()
    {
        foreach (string line in (Output + Error).Split('\n'))
            Assert.False(HoldsAddress(line), $"XX-01: a log line holds an address: {line}");
    }

    /// <summary>Whether a line holds an address, as it is or percent-encoded.</summary>
    public static bool HoldsAddress(string line) => Address().IsMatch(Uri.UnescapeDataString(line));

    [GeneratedRegex("""[^\s"'<>()=:,;]+@[^\s"'<>()=:,;]+""", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Address();

    private void Add(StringBuilder stream, string? line)
    {
        if (line is null)
            return;
        lock (_gate)
            stream.Append(line).Append('\n');
    }

    private string Read(StringBuilder stream)
    {
        lock (_gate)
            return stream.ToString();
    }
}
