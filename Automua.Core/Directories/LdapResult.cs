namespace Automua.Core.Directories;

/// <summary>How an operation ended (RFC 4511 section 4.1.9).</summary>
/// <param name="Id">The number of the request.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Code">How it ended.</param>
public sealed record LdapResult(int Id, LdapOperation Operation, LdapResultCode Code) : LdapAnswer(Id);
