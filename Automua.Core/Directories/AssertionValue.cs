namespace Automua.Core.Directories;

/// <summary>
/// What an attribute is compared with: octets, among which the e-mail address may stand. The address is never read as a part
/// of the filter.
/// </summary>
/// <param name="Pieces">The octets in their order; null where the address stands.</param>
internal sealed record AssertionValue(IReadOnlyList<byte[]?> Pieces)
{
    /// <summary>The octets, with an address in its places.</summary>
    public byte[] With(ReadOnlySpan<byte> address)
    {
        int length = 0;
        foreach (byte[]? piece in Pieces)
            length += piece?.Length ?? address.Length;
        byte[] value = new byte[length];
        Span<byte> rest = value;
        foreach (byte[]? piece in Pieces)
        {
            ReadOnlySpan<byte> octets = piece is null ? address : piece;
            octets.CopyTo(rest);
            rest = rest[octets.Length..];
        }

        return value;
    }
}
