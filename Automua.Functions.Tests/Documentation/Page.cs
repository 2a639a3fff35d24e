using System.Text.RegularExpressions;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documentation;

/// <summary>A page of the documentation, and the commands in it.</summary>
internal sealed partial class Page
{
    private Page(string name, string text)
    {
        Name = name;
        Text = text;
        Blocks =
        [
            .. Block().Matches(text).Select(match => new CommandBlock(
                text[..match.Groups["commands"].Index].Count(character => character == '\n') + 1,
                Unindented(match.Groups["commands"].Value, match.Groups["indent"].Length),
                match.Groups["excuse"] is { Success: true } excuse ? excuse.Value : null,
                match.Groups["runsOn"].Success)),
        ];
    }

    /// <summary>The names of all pages: files as seen from the repository.</summary>
    public static IEnumerable<string> Names =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md")
            .Select(file => Path.GetRelativePath(Repository.Root, file)).Append("README.md").Order(StringComparer.Ordinal);

    /// <summary>Its file.</summary>
    public string Name { get; }

    /// <summary>What it says.</summary>
    public string Text { get; }

    /// <summary>Its commands, in order.</summary>
    public IReadOnlyList<CommandBlock> Blocks { get; }

    /// <summary>Reads a page.</summary>
    public static Page Read(string name) => new(name, File.ReadAllText(Path.Combine(Repository.Root, name)));

    private static string Unindented(string commands, int indent) =>
        string.Join('\n', commands.Split('\n').Select(line => line[Math.Min(indent, line.Length - line.TrimStart(' ').Length)..]));

    [GeneratedRegex(
        @"^(?<indent>\ *)(?:<!--\ not\ run:\ (?<excuse>[^\n]+?)\ -->\n\ *)?(?<runsOn><!--\ runs\ on\ -->\n\ *)?```sh\n(?<commands>.*?)^\ *```$",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Block();
}
