namespace Automua.Core.Model;

/// <summary>How a user proves to be the owner of a mailbox.</summary>
public enum AuthenticationMethod
{
    /// <summary>The password as it is (SASL PLAIN, LOGIN), protected by TLS.</summary>
    PasswordCleartext,

    /// <summary>A hash of the password (SASL CRAM-MD5, DIGEST-MD5, POP3 APOP).</summary>
    PasswordEncrypted,

    /// <summary>A token from the provider's authorization server (SASL OAUTHBEARER, XOAUTH2).</summary>
    OAuth2,

    /// <summary>NTLM, the Windows log-on.</summary>
    Ntlm,

    /// <summary>Kerberos (SASL GSSAPI).</summary>
    Gssapi,

    /// <summary>The client's network address alone.</summary>
    ClientIpAddress,

    /// <summary>A TLS client certificate (SASL EXTERNAL).</summary>
    TlsClientCertificate,

    /// <summary>No authentication.</summary>
    None,
}
