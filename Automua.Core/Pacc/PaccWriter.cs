using System.Buffers;
using Automua.Core.Model;

namespace Automua.Core.Pacc;

/// <summary>
/// Writes what a client finds at <c>/.well-known/user-agent-configuration.json</c>: an object of <c>authentication</c>,
/// <c>info</c> and <c>protocols</c> (draft-ietf-mailmaint-pacc).
/// </summary>
/// <remarks>
/// The document is the same for every mailbox of a domain and the same octets each time, because its digest stands in DNS
/// (see <see cref="PaccDigest"/>). <see cref="PaccOmissions"/> tells what it cannot say.
/// </remarks>
public static class PaccWriter
{
    /// <summary>Writes what PACC can say of <paramref name="account"/>: canonical JSON (RFC 8785), UTF-8 without BOM.</summary>
    /// <param name="account">The domain asked about, and what is known of it.</param>
    /// <param name="submission">The name under which the server for sending stands.</param>
    /// <param name="output">Where the document goes; nothing is written when the call fails.</param>
    /// <exception cref="UnusableConfigurationException">No server that the dialect can name.</exception>
    public static void Write(MailAccount account, PaccSubmissionKey submission, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(output);
        PaccContent content = new(account);
        if (content.IsEmpty)
        {
            throw new UnusableConfigurationException(
                "The domain has no server with TLS from the start, on its protocol's port, with the address as login name.");
        }

        CanonicalJsonWriter json = new(output);
        json.Start();
        json.Start("authentication");
        if (content.Issuer is { } issuer)
        {
            json.Start("oauth-public");
            json.Text("issuer", issuer);
            json.End();
        }

        json.Flag("password", content.TakesPassword);
        json.End();
        json.Start("info");
        json.Start("provider");
        json.Text("name", content.ProviderName);
        if (content.ProviderShortName is { } shortName)
            json.Text("shortName", shortName);
        json.End();
        json.End();
        json.Start("protocols");
        WriteServer(ref json, "caldav", "url", content.UrlOf(DavServerType.CalDav));
        WriteServer(ref json, "carddav", "url", content.UrlOf(DavServerType.CardDav));
        WriteServer(ref json, "imap", "host", content.HostOf(MailServerType.Imap));
        WriteServer(ref json, "jmap", "url", content.JmapUrl);
        WriteServer(ref json, "managesieve", "host", content.HostOf(MailServerType.ManageSieve));
        WriteServer(ref json, "pop3", "host", content.HostOf(MailServerType.Pop));
        WriteServer(
            ref json, submission == PaccSubmissionKey.Smtp ? "smtp" : "submit", "host", content.HostOf(MailServerType.Smtp));
        WriteServer(ref json, "webdav", "url", content.UrlOf(DavServerType.WebDav));
        json.End();
        json.End();
    }

    private static void WriteServer(ref CanonicalJsonWriter json, string protocol, string member, string? value)
    {
        if (value is null)
            return;
        json.Start(protocol);
        json.Text(member, value);
        json.End();
    }
}
