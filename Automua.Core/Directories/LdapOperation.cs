namespace Automua.Core.Directories;

/// <summary>What a result is the end of; the number is that of the answer's tag (RFC 4511 appendix B).</summary>
public enum LdapOperation
{
    /// <summary>A bind.</summary>
    Bind = 1,

    /// <summary>A search.</summary>
    Search = 5,

    /// <summary>An extended operation, such as StartTLS; also the server's word that it hangs up.</summary>
    Extended = 24,
}
