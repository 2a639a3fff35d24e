namespace Automua.Core.Model;

/// <summary>The words that seeds, databases and clientConfig files use.</summary>
public static class Vocabularies
{
    /// <summary>The <c>type</c> of a mail server.</summary>
    public static readonly Vocabulary<MailServerType> MailServerType = new(
        ("imap", Model.MailServerType.Imap),
        ("pop", Model.MailServerType.Pop),
        ("pop3", Model.MailServerType.Pop),
        ("smtp", Model.MailServerType.Smtp),
        ("jmap", Model.MailServerType.Jmap),
        ("managesieve", Model.MailServerType.ManageSieve));

    /// <summary>The <c>type</c> of a DAV server.</summary>
    public static readonly Vocabulary<DavServerType> DavServerType = new(
        ("caldav", Model.DavServerType.CalDav),
        ("carddav", Model.DavServerType.CardDav),
        ("webdav", Model.DavServerType.WebDav));

    /// <summary>The <c>socket_type</c> of a mail server.</summary>
    public static readonly Vocabulary<ConnectionSecurity> ConnectionSecurity = new(
        ("SSL", Model.ConnectionSecurity.ImplicitTls),
        ("TLS", Model.ConnectionSecurity.ImplicitTls),
        ("STARTTLS", Model.ConnectionSecurity.StartTls),
        ("plain", Model.ConnectionSecurity.None),
        ("none", Model.ConnectionSecurity.None));

    /// <summary>The <c>authentication</c> of a mail server.</summary>
    public static readonly Vocabulary<AuthenticationMethod> AuthenticationMethod = new(
        ("password-cleartext", Model.AuthenticationMethod.PasswordCleartext),
        ("plain", Model.AuthenticationMethod.PasswordCleartext),
        ("password-encrypted", Model.AuthenticationMethod.PasswordEncrypted),
        ("secure", Model.AuthenticationMethod.PasswordEncrypted),
        ("OAuth2", Model.AuthenticationMethod.OAuth2),
        ("NTLM", Model.AuthenticationMethod.Ntlm),
        ("GSSAPI", Model.AuthenticationMethod.Gssapi),
        ("client-IP-address", Model.AuthenticationMethod.ClientIpAddress),
        ("TLS-client-cert", Model.AuthenticationMethod.TlsClientCertificate),
        ("none", Model.AuthenticationMethod.None));
}
