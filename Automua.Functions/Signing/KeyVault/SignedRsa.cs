using System.Security.Cryptography;

namespace Automua.Functions.Signing.KeyVault;

/// <summary>An RSA key that is elsewhere and has signed one digest; that signature is all it gives.</summary>
/// <param name="size">The key's size in bits.</param>
/// <param name="digest">What was signed.</param>
/// <param name="signature">The signature, PKCS #1 version 1.5 (RFC 8017 section 8.2).</param>
internal sealed class SignedRsa(int size, byte[] digest, byte[] signature) : RSA
{
    /// <inheritdoc/>
    public override int KeySize => size;

    /// <inheritdoc/>
    public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) =>
        padding == RSASignaturePadding.Pkcs1 && hash.AsSpan().SequenceEqual(digest)
            ? signature
            : throw new CryptographicException("The key has signed another digest.");

    /// <inheritdoc/>
    public override RSAParameters ExportParameters(bool includePrivateParameters) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();
}
