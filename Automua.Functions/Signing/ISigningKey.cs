using System.Security.Cryptography;

namespace Automua.Functions.Signing;

/// <summary>The private key of a signing certificate, wherever it is.</summary>
internal interface ISigningKey
{
    /// <summary>A key that can sign this digest, and maybe nothing else; whoever asked disposes of it.</summary>
    /// <param name="digest">The SHA-256 digest that is to be signed.</param>
    /// <param name="cancellation">Ends the wait for a remote key.</param>
    /// <exception cref="SigningUnavailableException">The key cannot be reached, or does not sign.</exception>
    ValueTask<AsymmetricAlgorithm> ForDigestAsync(byte[] digest, CancellationToken cancellation);
}
