namespace Automua.Functions.Tests.Directories;

/// <summary>What a client asks for, by the number of its tag (RFC 4511 section 4.2 and following).</summary>
internal enum ClientOperation
{
    /// <summary>To be let in.</summary>
    Bind = 0,

    /// <summary>Nothing more.</summary>
    Unbind = 2,

    /// <summary>Entries.</summary>
    Search = 3,

    /// <summary>To forget a request.</summary>
    Abandon = 16,

    /// <summary>StartTLS.</summary>
    Extended = 23,
}
