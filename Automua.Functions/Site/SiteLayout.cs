namespace Automua.Functions.Site;

/// <summary>What all pages have in common: head, landmarks, and the words that the script needs.</summary>
internal static class SiteLayout
{
    /// <summary>Writes a page.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="title">The title.</param>
    /// <param name="main">Writes what is the page's own, its only heading of the first level included.</param>
    public static byte[] Write(SiteTexts texts, string title, Action<HtmlWriter> main)
    {
        HtmlWriter html = new();
        PageHead.Write(html, texts.Language, title);
        html.Add($"""
            <script type="module" src="/assets/site.js"></script>
            </head>
            <body>
            <main data-copy="{texts.Copy}" data-copied="{texts.Copied}">
            """);
        main(html);
        html.Add($"""
            </main>
            </body>
            </html>
            """);
        return html.ToUtf8();
    }
}
