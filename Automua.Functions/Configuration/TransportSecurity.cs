namespace Automua.Functions.Configuration;

/// <summary>How a connection to a database server is protected.</summary>
internal enum TransportSecurity
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By TLS, if the server offers it.</summary>
    WhereOffered,

    /// <summary>By TLS, whatever the server's certificate.</summary>
    Required,

    /// <summary>By TLS, with a certificate of an authority that is trusted.</summary>
    TrustedAuthority,

    /// <summary>By TLS, with a certificate of an authority that is trusted, for the host's name.</summary>
    TrustedServer,
}
