namespace Automua.Core.Directories;

/// <summary>What comes among the answers and tells nothing of them: where else one could search, or how far the server is.</summary>
/// <param name="Id">The number of the request.</param>
public sealed record LdapAside(int Id) : LdapAnswer(Id);
