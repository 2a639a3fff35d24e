namespace Automua.Functions.Configuration;

/// <summary>
/// Reads configuration files in the form that Python's <c>configparser</c> gave them: sections in brackets, keys and values
/// with <c>=</c> or <c>:</c> between them, lines that begin with <c>#</c> or <c>;</c> as comments.
/// </summary>
internal static class IniFile
{
    /// <summary>The settings of a section, in the file's order; null when the file has no such section.</summary>
    /// <exception cref="FormatException">A line is none of these; the message names it by number only, for it may hold a secret.</exception>
    public static List<(string Key, string Value)>? ReadSection(TextReader file, string name)
    {
        List<(string Key, string Value)> settings = [];
        HashSet<string> keys = new(StringComparer.OrdinalIgnoreCase);
        string? section = null;
        bool isFound = false;
        int number = 0;
        while (file.ReadLine() is { } text)
        {
            number++;
            string line = text.Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (line[0] == '[')
            {
                section = SectionOf(line) ?? throw new FormatException($"line {number} is not a section's name in brackets");
                isFound |= section.Equals(name, StringComparison.OrdinalIgnoreCase);
                continue;
            }

            int separator = line.AsSpan().IndexOfAny('=', ':');
            if (separator < 1)
                throw new FormatException($"line {number} is neither 'key = value' nor a comment nor a section");
            if (section is null)
                throw new FormatException($"line {number} stands before any section, such as [{name}]");
            if (!section.Equals(name, StringComparison.OrdinalIgnoreCase))
                continue;
            string key = line[..separator].TrimEnd();
            if (!keys.Add(key))
                throw new FormatException($"line {number} sets a key a second time");
            settings.Add((key, Unquote(line[(separator + 1)..].TrimStart())));
        }

        return isFound ? settings : null;
    }

    private static string? SectionOf(string line) => line.Length > 2 && line[^1] == ']' ? line[1..^1].Trim() : null;

    // Python doubles the per cent sign; a single one stands for itself.
    private static string Unquote(string value) =>
        (value.Length > 1 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : value).Replace("%%", "%", StringComparison.Ordinal);
}
