using System.Buffers;
using System.Collections.Immutable;
using Automua.Core.Model;
using Automua.Core.Xml;

namespace Automua.Core.Autoconfig;

/// <summary>
/// Writes what Thunderbird and its kin read: a <c>clientConfig</c> document of version 1.1 (draft-ietf-mailmaint-autoconfig).
/// </summary>
/// <remarks>
/// The answer is the same for every mailbox of a domain: clients put the mailbox in themselves. Only a login name that the
/// directory told is literal.
/// </remarks>
public static class AutoconfigWriter
{
    /// <summary>Writes <paramref name="account"/> as a clientConfig document, UTF-8 without BOM.</summary>
    /// <param name="account">The domain asked about, and what is known of it.</param>
    /// <param name="output">Where the document goes; nothing is written when the call fails.</param>
    /// <exception cref="UnusableConfigurationException">No incoming or no outgoing server that the dialect can name.</exception>
    public static void Write(MailAccount account, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(output);
        DomainConfiguration configuration = account.Configuration;
        bool allowPlain = account.Provider.AllowPlain;
        ThrowUnlessWritable(configuration.Incoming, allowPlain, "incoming");
        ThrowUnlessWritable(configuration.Outgoing, allowPlain, "outgoing");

        TemplateValues values = TemplateValues.ForAnyMailbox(account.Domain);
        Utf8XmlWriter xml = new(output);
        xml.Start("clientConfig"u8, "version"u8, "1.1");
        xml.Start("emailProvider"u8, "id"u8, account.Domain.Value);
        WriteDomains(ref xml, account);
        xml.Element("displayName"u8, account.Provider.Name);
        xml.Element("displayShortName"u8, account.Provider.ShortName);
        WriteServers(ref xml, "incomingServer"u8, account, configuration.Incoming, values);
        // Behind the others: some clients know the first incoming server only, and few know JMAP.
        WriteServers(ref xml, "incomingServer"u8, account, configuration.Others, values, MailServerType.Jmap);
        WriteServers(ref xml, "outgoingServer"u8, account, configuration.Outgoing, values);
        foreach (DocumentationLink page in account.Provider.Documentation)
            WriteDocumentation(ref xml, page);
        foreach (EnableInstruction enable in account.Provider.Enable)
            WriteEnable(ref xml, enable);
        xml.End("emailProvider"u8);
        foreach (DavServer server in configuration.DavServers)
        {
            if (server.UseTls || allowPlain)
                WriteDavServer(ref xml, account, server, values);
        }

        WriteServers(ref xml, "setupServer"u8, account, configuration.Others, values, MailServerType.ManageSieve);
        if (account.Provider.OAuth2 is { } oAuth2)
            WriteOAuth2(ref xml, oAuth2);
        if (account.Provider.WebMail is { } webMail)
            WriteWebMail(ref xml, webMail, values);
        xml.End("clientConfig"u8);
        xml.Complete();
    }

    private static void ThrowUnlessWritable(ImmutableArray<MailServer> servers, bool allowPlain, string direction)
    {
        foreach (MailServer server in servers)
        {
            if (IsWritable(server, allowPlain))
                return;
        }

        throw new UnusableConfigurationException($"The domain has no {direction} server with TLS.");
    }

    private static bool IsWritable(MailServer server, bool allowPlain) =>
        server.Security != ConnectionSecurity.None || allowPlain;

    private static void WriteDomains(ref Utf8XmlWriter xml, MailAccount account)
    {
        ImmutableArray<DomainName> siblings = account.Configuration.Siblings;
        int left = DomainConfiguration.MostDomainsTold - 1;
        xml.Element("domain"u8, account.Domain.Value);
        // All or none: some of many would be a list of customers as well.
        if (siblings.Length <= left)
        {
            foreach (DomainName sibling in siblings)
            {
                if (sibling.Equals(account.Domain))
                    continue;
                xml.Element("domain"u8, sibling.Value);
                left--;
            }
        }

        foreach (DomainName exchanger in account.Provider.MxDomains)
        {
            if (left-- <= 0)
                return;
            xml.Element("domain"u8, "purpose"u8, "mx", exchanger.Value);
        }
    }

    private static void WriteServers(
        ref Utf8XmlWriter xml,
        ReadOnlySpan<byte> element,
        MailAccount account,
        ImmutableArray<MailServer> servers,
        in TemplateValues values,
        MailServerType? only = null)
    {
        foreach (MailServer server in servers)
        {
            if ((only is null || server.Type == only) && IsWritable(server, account.Provider.AllowPlain))
                WriteServer(ref xml, element, account, server, values);
        }
    }

    private static void WriteServer(
        ref Utf8XmlWriter xml,
        ReadOnlySpan<byte> element,
        MailAccount account,
        MailServer server,
        in TemplateValues values)
    {
        xml.Start(element, "type"u8, TypeWord(server.Type));
        xml.Element("hostname"u8, account.HostOf(server));
        xml.Number("port"u8, server.Port);
        xml.Word("socketType"u8, SocketTypeWord(server.Security));
        // The draft's later revisions have the URL alone, the earlier ones what stands above.
        if (server.Type == MailServerType.Jmap)
            xml.Element("url"u8, account.JmapUrlOf(server));
        xml.Element("username"u8, account.DirectoryLogin ?? server.UserName.Expand(values));

        // Clients take the first method they know: a token before any password.
        if (server.Authentication.Contains(AuthenticationMethod.OAuth2))
            xml.Word("authentication"u8, AuthenticationWord(AuthenticationMethod.OAuth2));
        foreach (AuthenticationMethod method in server.Authentication)
        {
            if (method != AuthenticationMethod.OAuth2)
                xml.Word("authentication"u8, AuthenticationWord(method));
        }

        xml.End(element);
    }

    private static void WriteDavServer(
        ref Utf8XmlWriter xml, MailAccount account, DavServer server, in TemplateValues values)
    {
        ReadOnlySpan<byte> element = server.Type switch
        {
            DavServerType.CalDav => "calendar"u8,
            DavServerType.CardDav => "addressbook"u8,
            _ => "fileShare"u8,
        };
        xml.Start(element, "type"u8, DavTypeWord(server.Type));
        xml.Element("url"u8, server.UrlFor(values));
        xml.Element("authentication"u8, "system"u8, "http", "basic");
        xml.Element("username"u8, account.DirectoryLogin ?? server.UserName.Expand(values));
        xml.End(element);
    }

    private static void WriteOAuth2(ref Utf8XmlWriter xml, OAuth2Endpoints oAuth2)
    {
        xml.Start("oAuth2"u8);
        xml.Element("issuer"u8, oAuth2.Issuer);
        xml.Element("scope"u8, oAuth2.Scope);
        xml.Element("authURL"u8, oAuth2.AuthorizationUrl);
        xml.Element("tokenURL"u8, oAuth2.TokenUrl);
        xml.End("oAuth2"u8);
    }

    private static void WriteDocumentation(ref Utf8XmlWriter xml, DocumentationLink page) =>
        WriteTexts(ref xml, "documentation"u8, "url"u8, page.Url, "descr"u8, page.Descriptions);

    private static void WriteEnable(ref Utf8XmlWriter xml, EnableInstruction enable) =>
        WriteTexts(ref xml, "enable"u8, "visiturl"u8, enable.VisitUrl, "instruction"u8, enable.Instructions);

    private static void WriteTexts(
        ref Utf8XmlWriter xml,
        ReadOnlySpan<byte> element,
        ReadOnlySpan<byte> attribute,
        string? url,
        ReadOnlySpan<byte> child,
        ImmutableArray<LocalizedText> texts)
    {
        if (texts.IsEmpty)
        {
            // Without either it says nothing.
            if (url is not null)
                xml.Empty(element, attribute, url);
            return;
        }

        if (url is not null)
            xml.Start(element, attribute, url);
        else
            xml.Start(element);
        foreach (LocalizedText text in texts)
            WriteText(ref xml, child, text);
        xml.End(element);
    }

    private static void WriteText(ref Utf8XmlWriter xml, ReadOnlySpan<byte> element, LocalizedText text)
    {
        if (text.Language is { } language)
            xml.Element(element, "lang"u8, language, text.Text);
        else
            xml.Element(element, text.Text);
    }

    private static void WriteWebMail(ref Utf8XmlWriter xml, WebMail webMail, in TemplateValues values)
    {
        xml.Start("webMail"u8);
        xml.Empty("loginPage"u8, "url"u8, webMail.LoginPage.Expand(values));
        if (webMail.LoginForm is { } form)
        {
            xml.Start("loginPageInfo"u8, "url"u8, form.Url.Expand(values));
            xml.Element("username"u8, form.UserName.Expand(values));
            WriteFormElement(ref xml, "usernameField"u8, form.UserNameField);
            WriteFormElement(ref xml, "passwordField"u8, form.PasswordField);
            WriteFormElement(ref xml, "loginButton"u8, form.LoginButton);
            xml.End("loginPageInfo"u8);
        }

        xml.End("webMail"u8);
    }

    private static void WriteFormElement(ref Utf8XmlWriter xml, ReadOnlySpan<byte> element, WebMailFormElement? described)
    {
        if (described is { Id: { } id, Name: { } name })
            xml.Empty(element, "id"u8, id, "name"u8, name);
        else if (described is { Id: { } onlyId })
            xml.Empty(element, "id"u8, onlyId);
        else if (described is { Name: { } onlyName })
            xml.Empty(element, "name"u8, onlyName);
    }

    private static string TypeWord(MailServerType type) => type switch
    {
        MailServerType.Imap => "imap",
        MailServerType.Pop => "pop3",
        MailServerType.Smtp => "smtp",
        MailServerType.Jmap => "jmap",
        _ => "managesieve",
    };

    private static string DavTypeWord(DavServerType type) => type switch
    {
        DavServerType.CalDav => "caldav",
        DavServerType.CardDav => "carddav",
        _ => "webdav",
    };

    private static ReadOnlySpan<byte> SocketTypeWord(ConnectionSecurity security) => security switch
    {
        ConnectionSecurity.ImplicitTls => "SSL"u8,
        ConnectionSecurity.StartTls => "STARTTLS"u8,
        _ => "plain"u8,
    };

    private static ReadOnlySpan<byte> AuthenticationWord(AuthenticationMethod method) => method switch
    {
        AuthenticationMethod.PasswordCleartext => "password-cleartext"u8,
        AuthenticationMethod.PasswordEncrypted => "password-encrypted"u8,
        AuthenticationMethod.OAuth2 => "OAuth2"u8,
        AuthenticationMethod.Ntlm => "NTLM"u8,
        AuthenticationMethod.Gssapi => "GSSAPI"u8,
        AuthenticationMethod.ClientIpAddress => "client-IP-address"u8,
        AuthenticationMethod.TlsClientCertificate => "TLS-client-cert"u8,
        _ => "none"u8,
    };
}
