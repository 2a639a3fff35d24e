using System.Security.Cryptography;

namespace Automua.Functions.Signing.KeyVault;

/// <summary>An ECDSA key that is elsewhere and has signed one digest; that signature is all it gives.</summary>
/// <param name="size">The key's size in bits.</param>
/// <param name="digest">What was signed.</param>
/// <param name="signature">The signature: r and s, one after the other (RFC 7518 section 3.4).</param>
internal sealed class SignedEcdsa(int size, byte[] digest, byte[] signature) : ECDsa
{
    /// <inheritdoc/>
    public override int KeySize => size;

    /// <inheritdoc/>
    public override byte[] SignHash(byte[] hash) =>
        hash.AsSpan().SequenceEqual(digest) ? signature : throw new CryptographicException("The key has signed another digest.");

    /// <inheritdoc/>
    public override bool VerifyHash(byte[] hash, byte[] signature) => throw new NotSupportedException();
}
