using Automua.Functions.Configuration;

namespace Automua.Functions.Site;

/// <summary>
/// The administrators' page. It holds no data: its script asks for a credential, shows it to the API below <c>/manage/v1</c>, and
/// puts together what is shown.
/// </summary>
internal static class ManagePage
{
    /// <summary>Writes the page.</summary>
    /// <param name="issuer">Whose tokens administrators may show; null when none is accepted.</param>
    public static byte[] Write(EntraIssuer? issuer)
    {
        HtmlWriter html = new();
        PageHead.Write(html, "en", "Administration - Automua");
        html.Add($"""
            <link rel="stylesheet" href="/assets/manage.css">
            <script type="module" src="/assets/manage/main.js"></script>
            </head>
            <body>
            <header class="top" id="top" hidden></header>
            """);
        if (issuer is { ClientId: { } client })
            html.Add($"""<main id="main" data-client="{client}" data-metadata="{issuer.MetadataAddress}" data-scope="{issuer.Scope}">""");
        else
            html.Add($"""<main id="main">""");
        html.Add($"""
            <noscript>
            <h1>Administration</h1>
            <p>This page needs JavaScript. Without it, ask the API, for example for the state of the service:</p>
            <pre><code>curl -H 'x-functions-key: KEY' https://HOST/manage/v1/status</code></pre>
            <p>or use the commands where the service runs: <code>automua import</code>, <code>automua export</code>, <code>automua purge</code>,
            <code>automua dns</code> and <code>automua check</code>.</p>
            </noscript>
            </main>
            <p class="visually-hidden" id="said" role="status"></p>
            </body>
            </html>
            """);
        return html.ToUtf8();
    }
}
