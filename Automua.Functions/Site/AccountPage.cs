using System.Collections.Immutable;
using Automua.Core.Model;
using Automua.Core.Settings;

namespace Automua.Functions.Site;

/// <summary>The page that says how to set up one mailbox: by a profile, by typing the address, or by hand.</summary>
internal static class AccountPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="texts">The language.</param>
    /// <param name="account">The mailbox and what is known of its domain.</param>
    /// <param name="profileUrl">Where a phone finds the mailbox's profile; null when a profile cannot describe it.</param>
    /// <exception cref="UnusableConfigurationException">No server of any kind that may be told.</exception>
    public static byte[] Write(SiteTexts texts, MailAccount account, string? profileUrl)
    {
        ToldServers servers = ToldServers.Of(account);
        string title = texts.SetUp(account.Address!.Text);
        return SiteLayout.Write(texts, title, html =>
        {
            html.Add($"<h1>{title}</h1>");
            html.Add($"""<p>{texts.By(account.ProviderName)}<br><a href="/">{texts.AnotherAddress}</a></p>""");
            WriteEnable(html, texts, account.Provider.Enable);
            if (profileUrl is not null)
                WriteApple(html, texts, account.Address!, profileUrl);
            if (!servers.Incoming.IsEmpty && !servers.Outgoing.IsEmpty)
                WriteJustType(html, texts);
            SettingsSection.Write(html, texts, account, servers);
            WriteWebMail(html, texts, account);
            WriteDocumentation(html, texts, account.Provider.Documentation);
            html.Add($"""<p class="visually-hidden" id="copied" role="status"></p>""");
        });
    }

    private static void WriteEnable(HtmlWriter html, SiteTexts texts, ImmutableArray<EnableInstruction> all)
    {
        if (all.IsEmpty)
            return;
        html.Add($"""<section aria-labelledby="first"><h2 id="first">{texts.First}</h2>""");
        foreach (EnableInstruction enable in all)
        {
            if (texts.Choose(enable.Instructions) is { } text)
                html.Add($"""<p lang="{text.Language ?? texts.Language}">{text.Text}</p>""");
            if (IsLink(enable.VisitUrl))
                html.Add($"""<p><a href="{enable.VisitUrl}">{texts.OpenPage}</a></p>""");
        }

        html.Add($"</section>");
    }

    private static void WriteApple(HtmlWriter html, SiteTexts texts, EmailAddress address, string profileUrl)
    {
        QrCode code = QrCode.Of(profileUrl);
        html.Add($"""
            <section aria-labelledby="apple"><h2 id="apple">{texts.Apple}</h2>
            <p>{texts.AppleExplained}</p>
            <p><a class="button" href="/mobileconfig?emailaddress={Uri.EscapeDataString(address.Text)}">{texts.GetProfile}</a></p>
            <ul><li>{texts.OnPhone}</li><li>{texts.OnMac}</li></ul>
            <figure>
            <svg class="code" viewBox="0 0 {code.Size} {code.Size}" aria-hidden="true" focusable="false" shape-rendering="crispEdges"><rect width="{code.Size}" height="{code.Size}" fill="#fff"/><path d="{code.Path}" fill="#000"/></svg>
            <figcaption>{texts.QrCode}</figcaption>
            </figure>
            </section>
            """);
    }

    private static void WriteJustType(HtmlWriter html, SiteTexts texts) => html.Add($"""
        <section aria-labelledby="type"><h2 id="type">{texts.JustType}</h2>
        <ul><li>{texts.Thunderbird}</li><li>{texts.Outlook}</li></ul>
        </section>
        """);

    private static void WriteWebMail(HtmlWriter html, SiteTexts texts, MailAccount account)
    {
        if (account.Provider.WebMail is not { LoginPage: var page } || page.Expand(account.Values.ForUrl()) is not { } url || !IsLink(url))
            return;
        html.Add($"""
            <section aria-labelledby="web"><h2 id="web">{texts.WebMail}</h2>
            <p>{texts.WebMailExplained} <a href="{url}">{texts.OpenWebMail}</a></p>
            </section>
            """);
    }

    private static void WriteDocumentation(HtmlWriter html, SiteTexts texts, ImmutableArray<DocumentationLink> links)
    {
        DocumentationLink[] shown = [.. links.Where(link => IsLink(link.Url))];
        if (shown.Length == 0)
            return;
        html.Add($"""<section aria-labelledby="more"><h2 id="more">{texts.Documentation}</h2><ul>""");
        foreach (DocumentationLink link in shown)
        {
            LocalizedText? text = texts.Choose(link.Descriptions);
            html.Add($"""<li><a href="{link.Url}" lang="{text?.Language ?? texts.Language}">{text?.Text ?? link.Url}</a></li>""");
        }

        html.Add($"</ul></section>");
    }

    // Rows written by hand can hold anything, and a browser follows a link to a script.
    private static bool IsLink(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}
