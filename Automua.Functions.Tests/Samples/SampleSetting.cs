namespace Automua.Functions.Tests.Samples;

/// <summary>A line of contrib/automua-sample.conf that sets a key, once its mark of a comment is taken away.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="IsExample">Whether the value is an example, and not the default.</param>
internal sealed record SampleSetting(string Key, string Value, bool IsExample)
{
    private const string Example = "# Example:";

    /// <summary>The line without its mark.</summary>
    public string Line => $"{Key} = {Value}";

    /// <summary>All of them.</summary>
    public static SampleSetting[] All()
    {
        string[] lines = SampleFile.Read("automua-sample.conf").Split('\n');
        return
        [
            .. lines.Index().Where(line => line.Item.StartsWith('#') && line.Item.Length > 1 && char.IsAsciiLetter(line.Item[1])).Select(line =>
            {
                string[] parts = line.Item[1..].Split(" = ", 2);
                return new SampleSetting(parts[0], parts[1], lines[line.Index - 1] == Example);
            }),
        ];
    }
}
