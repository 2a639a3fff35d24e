namespace Automua.Core.Model;

/// <summary>How a connection to a mail server is protected; better values come first.</summary>
public enum ConnectionSecurity
{
    /// <summary>TLS from the first octet (RFC 8314 section 3).</summary>
    ImplicitTls,

    /// <summary>Cleartext that must turn into TLS before login (STARTTLS, STLS).</summary>
    StartTls,

    /// <summary>No protection; written only where a provider allows it.</summary>
    None,
}
