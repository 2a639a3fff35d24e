using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Automua.Functions.Signing;

/// <summary>A private key in this program's memory: RSA or ECDSA.</summary>
/// <param name="certificate">The certificate with its key.</param>
internal sealed class LocalKey(X509Certificate2 certificate) : ISigningKey
{
    /// <inheritdoc/>
    public ValueTask<AsymmetricAlgorithm> ForDigestAsync(byte[] digest, CancellationToken cancellation) =>
        ValueTask.FromResult<AsymmetricAlgorithm>(
            (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!);
}
