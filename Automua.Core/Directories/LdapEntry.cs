namespace Automua.Core.Directories;

/// <summary>An entry that a search found (RFC 4511 section 4.5.2).</summary>
/// <param name="Id">The number of the request.</param>
/// <param name="Values">The first value of each attribute, by its name.</param>
public sealed record LdapEntry(int Id, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Values) : LdapAnswer(Id)
{
    /// <summary>Says nothing of what it holds.</summary>
    public override string ToString() => nameof(LdapEntry);
}
