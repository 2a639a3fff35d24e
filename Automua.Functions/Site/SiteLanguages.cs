using Microsoft.Net.Http.Headers;

namespace Automua.Functions.Site;

/// <summary>Which language a reader gets, by <c>Accept-Language</c> (RFC 9110 section 12.5.4).</summary>
internal static class SiteLanguages
{
    /// <summary>All languages of the pages; the first is for those who ask for none of them.</summary>
    public static IReadOnlyList<SiteTexts> All { get; } = [EnglishTexts.Texts, GermanTexts.Texts, FrenchTexts.Texts];

    /// <summary>The texts in the language that a reader prefers.</summary>
    /// <param name="acceptLanguage">The header; null when it was not sent.</param>
    public static SiteTexts Choose(string? acceptLanguage)
    {
        if (!StringWithQualityHeaderValue.TryParseList([acceptLanguage ?? ""], out IList<StringWithQualityHeaderValue>? ranges))
            return All[0];
        return ranges
            .Where(range => range.Quality is not 0)
            .OrderByDescending(range => range.Quality ?? 1)
            .Select(range => Named(range.Value.Value ?? ""))
            .FirstOrDefault(texts => texts is not null) ?? All[0];
    }

    private static SiteTexts? Named(string range) =>
        range == "*"
            ? All[0]
            : All.FirstOrDefault(texts => texts.Language.Equals(range.Split('-')[0], StringComparison.OrdinalIgnoreCase));
}
