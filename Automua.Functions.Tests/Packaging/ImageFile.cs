using System.Text.Json;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Samples;

namespace Automua.Functions.Tests.Packaging;

/// <summary>contrib/Dockerfile, read as its builder reads it: one instruction after the other.</summary>
internal sealed partial class ImageFile
{
    private ImageFile(IReadOnlyList<(string Name, string Value)> instructions) => Instructions = instructions;

    /// <summary>Every instruction: its name and what follows it.</summary>
    public IReadOnlyList<(string Name, string Value)> Instructions { get; }

    /// <summary>The instructions of the last stage, of which the image is.</summary>
    public IReadOnlyList<(string Name, string Value)> Image =>
        [.. Instructions.Skip(Instructions.Select((instruction, place) => instruction.Name == "FROM" ? place : 0).Max())];

    /// <summary>The environment of the image's program.</summary>
    public Dictionary<string, string> Environment =>
        Image.Where(instruction => instruction.Name == "ENV").SelectMany(instruction => instruction.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Reads the file.</summary>
    public static ImageFile Read()
    {
        string text = string.Join('\n', File.ReadAllLines(SampleFile.PathOf("Dockerfile")).Where(line => !line.StartsWith('#')));
        return new ImageFile(
        [
            .. Continuation().Replace(text, " ").Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 2)).Select(parts => (parts[0], parts[1].Trim())),
        ]);
    }

    /// <summary>What follows the one instruction of a name in the image.</summary>
    public string Of(string name) => Assert.Single(Image, instruction => instruction.Name == name).Value;

    /// <summary>A command line in exec form, which no shell reads.</summary>
    public static string[] CommandLine(string value) => JsonSerializer.Deserialize<string[]>(value[value.IndexOf('[', StringComparison.Ordinal)..])!;

    [GeneratedRegex(@"\\\n\s*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Continuation();
}
