using Automua.Core.Model;

namespace Automua.Core.Settings;

/// <summary>The words that mail apps show; protocols and security have the same in every language.</summary>
public static class SettingsWords
{
    /// <summary>The name of a mail server's protocol.</summary>
    public static string Protocol(MailServerType type) => type switch
    {
        MailServerType.Imap => "IMAP",
        MailServerType.Pop => "POP3",
        MailServerType.Smtp => "SMTP",
        MailServerType.Jmap => "JMAP",
        _ => "ManageSieve",
    };

    /// <summary>The name of a DAV server's protocol.</summary>
    public static string Protocol(DavServerType type) => type switch
    {
        DavServerType.CalDav => "CalDAV",
        DavServerType.CardDav => "CardDAV",
        _ => "WebDAV",
    };

    /// <summary>How a connection is protected.</summary>
    public static string Security(ConnectionSecurity security) => security switch
    {
        ConnectionSecurity.ImplicitTls => "SSL/TLS",
        ConnectionSecurity.StartTls => "STARTTLS",
        _ => "none",
    };

    /// <summary>A way to log in, as English mail apps name it in their menus.</summary>
    public static string Authentication(AuthenticationMethod method) => method switch
    {
        AuthenticationMethod.PasswordCleartext => "Normal password",
        AuthenticationMethod.PasswordEncrypted => "Encrypted password",
        AuthenticationMethod.OAuth2 => "OAuth2",
        AuthenticationMethod.Ntlm => "NTLM",
        AuthenticationMethod.Gssapi => "Kerberos / GSSAPI",
        AuthenticationMethod.ClientIpAddress => "Client IP address",
        AuthenticationMethod.TlsClientCertificate => "TLS certificate",
        _ => "None",
    };
}
