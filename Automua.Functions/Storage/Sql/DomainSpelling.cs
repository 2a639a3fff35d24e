using Automua.Core.Model;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// How the names of domains may be written in rows: as they are stored, or in the Unicode form, as hands write them; ASCII letters
/// in any case. Of several rows for one domain the one counts whose spelling comes first here, and of equal ones the oldest.
/// </summary>
internal static class DomainSpelling
{
    /// <summary>The spellings of a name, the one that counts first.</summary>
    public static string[] All(DomainPattern name) =>
        name.UnicodeValue == name.Value ? [name.Value] : [name.Value, name.UnicodeValue];

    /// <summary>The place of a row's spelling among those of the name that it means; -1 when look-ups do not find it.</summary>
    public static int PlaceOf(string written, DomainPattern name) => Array.IndexOf(All(name), Folded(written));

    private static string Folded(string written) =>
        string.Create(written.Length, written, (folded, text) =>
        {
            for (int i = 0; i < text.Length; i++)
                folded[i] = char.IsAsciiLetterUpper(text[i]) ? char.ToLowerInvariant(text[i]) : text[i];
        });
}
