using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Automua.Core.Model;

namespace Automua.Core.Settings;

/// <summary>
/// Writes what a person would have to type who sets up a mail app by hand: a JSON object, with the words that mail apps show.
/// </summary>
/// <remarks>
/// Each server has either <c>user_name</c>, to be typed as it stands, or <c>user_name_is</c>, which says in words what to type
/// while no mailbox is known. Servers without TLS are told as in clientConfig documents, only where the provider allows it, and
/// have <c>unencrypted</c>.
/// </remarks>
public static class SettingsWriter
{
    // A document of its own, never part of a page: markup characters need no escaping.
    private static readonly JsonWriterOptions Style = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes the settings of <paramref name="account"/>: JSON, UTF-8 without BOM.</summary>
    /// <param name="account">The domain asked about and, when the request named it, the mailbox.</param>
    /// <param name="output">Where the document goes; nothing is written when the call fails.</param>
    /// <exception cref="UnusableConfigurationException">No server of any kind that may be told.</exception>
    public static void Write(MailAccount account, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(output);
        ToldServers servers = ToldServers.Of(account);
        string? activeSync = account.Provider.ActiveSyncUrl;

        using (Utf8JsonWriter json = new(output, Style))
        {
            json.WriteStartObject();
            json.WriteString("domain"u8, account.Domain.Value);
            WriteProvider(json, account);
            WriteMailServers(json, "incoming"u8, account, servers.Incoming);
            WriteMailServers(json, "outgoing"u8, account, servers.Outgoing);
            WriteDavServers(json, "calendars"u8, account, servers.Dav, DavServerType.CalDav);
            WriteDavServers(json, "contacts"u8, account, servers.Dav, DavServerType.CardDav);
            WriteDavServers(json, "files"u8, account, servers.Dav, DavServerType.WebDav);
            json.WriteStartArray("other"u8);
            foreach (MailServer server in servers.Others)
                WriteMailServer(json, account, server);
            if (activeSync is not null)
                WriteActiveSync(json, activeSync);
            json.WriteEndArray();
            json.WriteStartArray("enable"u8);
            foreach (EnableInstruction enable in account.Provider.Enable)
                WriteEnable(json, enable);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.Write("\n"u8);
    }

    private static void WriteProvider(Utf8JsonWriter json, MailAccount account)
    {
        json.WriteStartObject("provider"u8);
        json.WriteString("name"u8, account.ProviderName);
        json.WriteString("short_name"u8, account.Provider.ShortName);
        // A page whose URL needs a mailbox is none that everybody could open.
        if (account.Provider.WebMail is { LoginPage: var page } && (account.Address is not null || !page.NeedsMailbox))
            json.WriteString("web_mail"u8, page.Expand(account.Values.ForUrl()));
        json.WriteStartArray("documentation"u8);
        foreach (DocumentationLink link in account.Provider.Documentation)
        {
            json.WriteStartObject();
            json.WriteString("url"u8, link.Url);
            WriteTexts(json, "descriptions"u8, link.Descriptions);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMailServers(
        Utf8JsonWriter json, ReadOnlySpan<byte> name, MailAccount account, ImmutableArray<MailServer> servers)
    {
        json.WriteStartArray(name);
        foreach (MailServer server in servers)
            WriteMailServer(json, account, server);
        json.WriteEndArray();
    }

    private static void WriteMailServer(Utf8JsonWriter json, MailAccount account, MailServer server)
    {
        json.WriteStartObject();
        json.WriteString("protocol"u8, SettingsWords.Protocol(server.Type));
        if (server.Type == MailServerType.Jmap)
            json.WriteString("url"u8, account.JmapUrlOf(server));
        json.WriteString("host"u8, account.HostOf(server));
        json.WriteNumber("port"u8, server.Port);
        json.WriteString("security"u8, SettingsWords.Security(server.Security));
        WriteWarning(json, server.Security != ConnectionSecurity.None);
        WriteLogin(json, LoginName.Of(account, server.UserName));
        json.WriteStartArray("authentication"u8);
        foreach (AuthenticationMethod method in server.Authentication)
            json.WriteStringValue(SettingsWords.Authentication(method));
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteDavServers(
        Utf8JsonWriter json,
        ReadOnlySpan<byte> name,
        MailAccount account,
        ImmutableArray<DavServer> servers,
        DavServerType type)
    {
        json.WriteStartArray(name);
        foreach (DavServer server in servers)
        {
            if (server.Type != type)
                continue;
            json.WriteStartObject();
            json.WriteString("url"u8, account.Address is null ? server.RootFor(account.Domain) : server.UrlFor(account.Values));
            WriteWarning(json, server.UseTls);
            if (server.DomainRequired)
                json.WriteBoolean("domain_required"u8, true);
            WriteLogin(json, LoginName.Of(account, server.UserName));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteActiveSync(Utf8JsonWriter json, string url)
    {
        json.WriteStartObject();
        json.WriteString("protocol"u8, "ActiveSync"u8);
        json.WriteString("url"u8, url);
        json.WriteEndObject();
    }

    private static void WriteWarning(Utf8JsonWriter json, bool isEncrypted)
    {
        if (!isEncrypted)
            json.WriteBoolean("unencrypted"u8, true);
    }

    private static void WriteLogin(Utf8JsonWriter json, LoginName login) =>
        json.WriteString(login.IsKnown ? "user_name"u8 : "user_name_is"u8, login.Text);

    private static void WriteEnable(Utf8JsonWriter json, EnableInstruction enable)
    {
        json.WriteStartObject();
        if (enable.VisitUrl is { } url)
            json.WriteString("visit_url"u8, url);
        WriteTexts(json, "instructions"u8, enable.Instructions);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> name, ImmutableArray<LocalizedText> texts)
    {
        json.WriteStartArray(name);
        foreach (LocalizedText text in texts)
        {
            json.WriteStartObject();
            if (text.Language is { } language)
                json.WriteString("language"u8, language);
            json.WriteString("text"u8, text.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
