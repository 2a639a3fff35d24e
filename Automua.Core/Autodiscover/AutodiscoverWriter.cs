using System.Buffers;
using System.Globalization;
using Automua.Core.Model;
using Automua.Core.Xml;

namespace Automua.Core.Autodiscover;

/// <summary>Writes Autodiscover's POX answers ([MS-OXDSCLI] section 2.2.4): settings in the Outlook schema, errors in any.</summary>
public static class AutodiscoverWriter
{
    /// <summary>
    /// Writes the settings in the Outlook schema, or the address that a client should ask about instead where the mailbox is
    /// known by another.
    /// </summary>
    /// <param name="account">The domain asked about and, after a POST, the mailbox; login names are left out without one.</param>
    /// <param name="output">Where the document goes; nothing is written when the call fails.</param>
    /// <exception cref="UnusableConfigurationException">No incoming or no outgoing server is stored.</exception>
    public static void Write(MailAccount account, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(output);
        DomainConfiguration configuration = account.Configuration;
        EmailAddress? redirect = account.Redirect;
        if (redirect is null && (configuration.Incoming.IsEmpty || configuration.Outgoing.IsEmpty))
            throw new UnusableConfigurationException("The domain lacks an incoming or an outgoing server.");

        Utf8XmlWriter xml = new(output);
        xml.Start("Autodiscover"u8, "xmlns"u8, AutodiscoverNamespaces.Response);
        xml.Start("Response"u8, "xmlns"u8, AutodiscoverNamespaces.OutlookResponse);
        xml.Start("User"u8);
        xml.Element("DisplayName"u8, account.RealName ?? account.Address?.Text ?? account.Domain.Value);
        if (account.Address is { } address)
            xml.Element("AutoDiscoverSMTPAddress"u8, address.Text);
        xml.End("User"u8);
        xml.Start("Account"u8);
        xml.Word("AccountType"u8, "email"u8);
        if (redirect is null)
            WriteSettings(ref xml, account);
        else
            WriteRedirect(ref xml, redirect);
        xml.End("Account"u8);
        xml.End("Response"u8);
        xml.End("Autodiscover"u8);
        xml.Complete();
    }

    /// <summary>Writes an error in the schema asked for.</summary>
    /// <param name="error">The error.</param>
    /// <param name="schema">The schema the client wants answers in.</param>
    /// <param name="time">The time of day, for whoever compares it with a log.</param>
    /// <param name="id">The number by which this server is known in such answers.</param>
    /// <param name="output">Where the document goes.</param>
    public static void WriteError(
        AutodiscoverError error, AutodiscoverSchema schema, TimeOnly time, uint id, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentNullException.ThrowIfNull(output);
        Utf8XmlWriter xml = new(output);
        xml.Start("Autodiscover"u8, "xmlns"u8, AutodiscoverNamespaces.Response);
        xml.Start("Response"u8, "xmlns"u8, AutodiscoverNamespaces.Of(schema));
        xml.Start(
            "Error"u8,
            "Time"u8,
            time.ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
            "Id"u8,
            id.ToString(CultureInfo.InvariantCulture));
        xml.Number("ErrorCode"u8, error.Code);
        xml.Element("Message"u8, error.Message);
        xml.Empty("DebugData"u8);
        xml.End("Error"u8);
        xml.End("Response"u8);
        xml.End("Autodiscover"u8);
        xml.Complete();
    }

    private static void WriteRedirect(ref Utf8XmlWriter xml, EmailAddress redirect)
    {
        xml.Word("Action"u8, "redirectAddr"u8);
        xml.Element("RedirectAddr"u8, redirect.Text);
    }

    private static void WriteSettings(ref Utf8XmlWriter xml, MailAccount account)
    {
        xml.Word("Action"u8, "settings"u8);
        foreach (MailServer server in account.Configuration.Incoming)
            WriteServer(ref xml, account, server);
        foreach (MailServer server in account.Configuration.Outgoing)
            WriteServer(ref xml, account, server);
        foreach (DavServer server in account.Configuration.DavServers)
            WriteDavServer(ref xml, account, server);
    }

    private static void WriteServer(ref Utf8XmlWriter xml, MailAccount account, MailServer server)
    {
        xml.Start("Protocol"u8);
        xml.Word("Type"u8, server.Type switch
        {
            MailServerType.Imap => "IMAP"u8,
            MailServerType.Pop => "POP3"u8,
            _ => "SMTP"u8,
        });
        xml.Element("Server"u8, account.HostOf(server));
        xml.Number("Port"u8, server.Port);
        WriteLoginName(ref xml, account, server.UserName);
        xml.Word("DomainRequired"u8, "off"u8);
        xml.Word("SPA"u8, OnOff(NeedsSecurePasswordAuthentication(server)));
        xml.Word("SSL"u8, OnOff(server.Security != ConnectionSecurity.None));
        xml.Word("Encryption"u8, server.Security switch
        {
            ConnectionSecurity.ImplicitTls => "SSL"u8,
            ConnectionSecurity.StartTls => "TLS"u8,
            _ => "None"u8,
        });
        xml.Word("AuthRequired"u8, OnOff(NeedsLogin(server)));
        if (server.Type == MailServerType.Smtp)
        {
            xml.Word("UsePOPAuth"u8, OnOff(NeedsLogin(server) && SharesIncomingLogin(account, server)));
            xml.Word("SMTPLast"u8, "off"u8);
        }

        xml.End("Protocol"u8);
    }

    private static void WriteDavServer(ref Utf8XmlWriter xml, MailAccount account, DavServer server)
    {
        // A client that was told no login puts none into a URL either.
        if (server.Type == DavServerType.WebDav || (account.Address is null && server.Url.NeedsMailbox))
            return;
        xml.Start("Protocol"u8);
        xml.Word("Type"u8, server.Type == DavServerType.CalDav ? "CalDAV"u8 : "CardDAV"u8);
        xml.Element("Server"u8, server.UrlFor(account.Values));
        if (server.Port > 0)
            xml.Number("Port"u8, server.Port);
        WriteLoginName(ref xml, account, server.UserName);
        xml.Word("DomainRequired"u8, OnOff(server.DomainRequired));
        xml.Word("SPA"u8, "off"u8);
        xml.Word("SSL"u8, OnOff(server.UseTls));
        xml.Word("Encryption"u8, server.UseTls ? "SSL"u8 : "None"u8);
        xml.Word("AuthRequired"u8, "on"u8);
        xml.End("Protocol"u8);
    }

    private static void WriteLoginName(ref Utf8XmlWriter xml, MailAccount account, Template userName)
    {
        if (account.Address is not null)
            xml.Element("LoginName"u8, account.LoginOf(userName));
    }

    private static bool NeedsLogin(MailServer server) =>
        server.Authentication.Any(method => method is not (AuthenticationMethod.None or AuthenticationMethod.ClientIpAddress));

    private static bool NeedsSecurePasswordAuthentication(MailServer server) =>
        server.Authentication.All(method => method is AuthenticationMethod.Ntlm or AuthenticationMethod.Gssapi);

    private static bool SharesIncomingLogin(MailAccount account, MailServer server) =>
        account.DirectoryLogin is not null || account.Configuration.Incoming[0].UserName.Equals(server.UserName);

    private static ReadOnlySpan<byte> OnOff(bool on) => on ? "on"u8 : "off"u8;
}
