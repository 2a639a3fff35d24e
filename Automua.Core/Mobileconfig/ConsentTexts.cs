using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Mobileconfig;

/// <summary>What users must agree to, as Apple's devices look it up: by language (Apple's schema, <c>ConsentText</c>).</summary>
internal static class ConsentTexts
{
    private const string DefaultKey = "default";
    private const int LongestSubtag = 8;

    /// <summary>
    /// The texts by language, always with one for everybody else, in the order of their keys; empty when there are none. Of
    /// several in one language the first counts; a language that is none (BCP 47) counts as not said.
    /// </summary>
    public static SortedDictionary<string, string> ByLanguage(ImmutableArray<LocalizedText> texts)
    {
        SortedDictionary<string, string> byLanguage = new(StringComparer.Ordinal);
        foreach (LocalizedText text in texts)
        {
            if (text.Text.Length > 0)
                byLanguage.TryAdd(KeyOf(text.Language), text.Text);
        }

        if (texts.FirstOrDefault(text => text.Text.Length > 0) is { } first)
            byLanguage.TryAdd(DefaultKey, first.Text);
        return byLanguage;
    }

    // RFC 5646 section 2.1.1: languages in lower case, regions in capitals, scripts with one capital.
    private static string KeyOf(string? language)
    {
        string[] subtags = (language ?? "").Trim().Replace('_', '-').ToLowerInvariant().Split('-');
        if (!subtags.All(subtag => subtag.Length is > 0 and <= LongestSubtag && subtag.All(char.IsAsciiLetterOrDigit)))
            return DefaultKey;
        for (int i = 1; i < subtags.Length; i++)
        {
            subtags[i] = subtags[i].Length switch
            {
                2 => subtags[i].ToUpperInvariant(),
                4 => char.ToUpperInvariant(subtags[i][0]) + subtags[i][1..],
                _ => subtags[i],
            };
        }

        return string.Join('-', subtags);
    }
}
