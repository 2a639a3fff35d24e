namespace Automua.Functions.Site;

/// <summary>The beginning of every page, up to what its head has of its own.</summary>
internal static class PageHead
{
    /// <summary>Writes it; the head stays open.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="language">The language of the page.</param>
    /// <param name="title">The title.</param>
    public static void Write(HtmlWriter html, string language, string title) => html.Add($"""
        <!DOCTYPE html>
        <html lang="{language}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/assets/site.css">
        """);
}
