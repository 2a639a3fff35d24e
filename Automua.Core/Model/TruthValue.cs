using System.Collections.Frozen;

namespace Automua.Core.Model;

/// <summary>The words for yes and no in INI files and seeds.</summary>
public static class TruthValue
{
    private static readonly FrozenDictionary<string, bool> Words = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase)
    {
        ["yes"] = true,
        ["no"] = false,
        ["true"] = true,
        ["false"] = false,
        ["on"] = true,
        ["off"] = false,
        ["1"] = true,
        ["0"] = false,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The words, for messages.</summary>
    public const string AllowedWords = "yes, no, true, false, on, off, 1, 0";

    /// <summary>Reads a word, whatever its case.</summary>
    public static bool TryParse(string? word, out bool value) => Words.TryGetValue(word?.Trim() ?? "", out value);
}
