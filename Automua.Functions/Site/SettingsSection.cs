using System.Collections.Immutable;
using Automua.Core.Model;
using Automua.Core.Settings;

namespace Automua.Functions.Site;

/// <summary>The settings in words, for apps that find nothing by themselves; each value can be copied.</summary>
internal static class SettingsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, SiteTexts texts, MailAccount account, ToldServers servers)
    {
        html.Add($"""<section aria-labelledby="hand"><h2 id="hand">{texts.ByHand}</h2><p>{texts.ByHandExplained}</p><div class="cards">""");
        WriteMail(html, texts, account, texts.Incoming, servers.Incoming);
        WriteMail(html, texts, account, texts.Outgoing, servers.Outgoing);
        WriteDav(html, texts, account, texts.Calendars, servers.Dav.Where(server => server.Type == DavServerType.CalDav));
        WriteDav(html, texts, account, texts.Contacts, servers.Dav.Where(server => server.Type == DavServerType.CardDav));
        WriteDav(html, texts, account, texts.Files, servers.Dav.Where(server => server.Type == DavServerType.WebDav));
        WriteMail(html, texts, account, texts.Others, servers.Others);
        if (account.Provider.ActiveSyncUrl is { } activeSync)
        {
            StartCard(html, $"{texts.Others}: ActiveSync");
            WriteRow(html, texts.Url, activeSync);
            EndCard(html);
        }

        html.Add($"</div></section>");
    }

    private static void WriteMail(
        HtmlWriter html, SiteTexts texts, MailAccount account, string purpose, ImmutableArray<MailServer> servers)
    {
        for (int i = 0; i < servers.Length; i++)
        {
            MailServer server = servers[i];
            StartCard(html, Heading(texts, $"{purpose}: {SettingsWords.Protocol(server.Type)}", i));
            if (server.Type == MailServerType.Jmap)
                WriteRow(html, texts.Url, account.JmapUrlOf(server));
            WriteRow(html, texts.Server, account.HostOf(server));
            WriteRow(html, texts.Port, server.Port.ToString());
            WriteFixedRow(
                html,
                texts.Security,
                server.Security == ConnectionSecurity.None ? texts.Unprotected : SettingsWords.Security(server.Security));
            WriteRow(html, texts.UserName, account.LoginOf(server.UserName));
            WriteFixedRow(html, texts.Authentication, string.Join(", ", server.Authentication.Select(texts.WordOf)));
            EndCard(html);
        }
    }

    private static void WriteDav(
        HtmlWriter html, SiteTexts texts, MailAccount account, string purpose, IEnumerable<DavServer> servers)
    {
        int index = 0;
        foreach (DavServer server in servers)
        {
            StartCard(html, Heading(texts, $"{purpose}: {SettingsWords.Protocol(server.Type)}", index++));
            WriteRow(html, texts.Url, server.UrlFor(account.Values));
            if (!server.UseTls)
                WriteFixedRow(html, texts.Security, texts.Unprotected);
            WriteRow(html, texts.UserName, account.LoginOf(server.UserName));
            EndCard(html);
        }
    }

    private static string Heading(SiteTexts texts, string heading, int index) =>
        index == 0 ? heading : $"{heading} ({texts.Alternative})";

    private static void StartCard(HtmlWriter html, string heading) =>
        html.Add($"""<div class="card"><h3>{heading}</h3><dl>""");

    private static void EndCard(HtmlWriter html) => html.Add($"</dl></div>");

    private static void WriteRow(HtmlWriter html, string name, string value) =>
        html.Add($"<div><dt>{name}</dt><dd><code>{value}</code></dd></div>");

    // What is chosen from a menu is not typed, so there is nothing to copy.
    private static void WriteFixedRow(HtmlWriter html, string name, string value) =>
        html.Add($"<div><dt>{name}</dt><dd>{value}</dd></div>");
}
