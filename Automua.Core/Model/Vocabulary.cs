using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Automua.Core.Model;

/// <summary>
/// The words from outside that stand for the values of an enumeration. Words are read here, at the door, and nowhere else;
/// each dialect writes its own.
/// </summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class Vocabulary<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> _values;
    private readonly FrozenDictionary<T, string> _words;

    internal Vocabulary(params ReadOnlySpan<(string Word, T Value)> words)
    {
        Dictionary<string, T> values = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<T, string> firstWords = [];
        List<string> allowed = [];
        foreach ((string word, T value) in words)
        {
            values.Add(word, value);
            firstWords.TryAdd(value, word);
            allowed.Add(word);
        }

        _values = values.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _words = firstWords.ToFrozenDictionary();
        AllowedWords = string.Join(", ", allowed);
    }

    /// <summary>Every word that is understood, for messages.</summary>
    public string AllowedWords { get; }

    /// <summary>The first of the words that stand for a value.</summary>
    public string WordOf(T value) => _words[value];

    /// <summary>Reads a word, whatever its case.</summary>
    /// <param name="word">The word.</param>
    /// <param name="value">What it stands for.</param>
    /// <param name="error">What is wrong, as the rest of a sentence that begins with the field's name: the word and the allowed ones.</param>
    public bool TryParse(string? word, out T value, [NotNullWhen(false)] out string? error)
    {
        string trimmed = word?.Trim() ?? "";
        bool known = _values.TryGetValue(trimmed, out value);
        error = known ? null : $"is '{PlainText.Excerpt(trimmed)}'; allowed are {AllowedWords}";
        return known;
    }
}
