using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace Automua.Functions.Signing;

/// <summary>
/// Signs profiles: CMS SignedData (RFC 5652 section 5) in DER with the profile attached, SHA-256, the chain included. There
/// are no signed attributes, and so no time: an RSA key gives the same profile the same signature.
/// </summary>
internal sealed class ProfileSigner(ISigningCertificateSource source, TimeProvider time, SigningLog log)
{
    private static readonly Oid Sha256 = new("2.16.840.1.101.3.4.2.1");

    /// <summary>Signs a profile.</summary>
    /// <returns>The signed profile; null when it cannot be signed so that devices would trust it, for which the log has the reason.</returns>
    public async ValueTask<byte[]?> SignAsync(ReadOnlyMemory<byte> profile, CancellationToken cancellation)
    {
        try
        {
            SigningCertificate certificate = await CertificateAsync(cancellation);
            byte[] content = profile.ToArray();
            using AsymmetricAlgorithm key = await certificate.Key.ForDigestAsync(SHA256.HashData(content), cancellation);
            return Sign(content, certificate, key);
        }
        catch (Exception problem) when (problem is SigningUnavailableException or CryptographicException)
        {
            log.ProfileRefused(problem.Message.TrimEnd('.'));
            return null;
        }
    }

    private async ValueTask<SigningCertificate> CertificateAsync(CancellationToken cancellation)
    {
        SigningCertificate certificate = await source.GetAsync(cancellation);
        return certificate.StateAt(time.GetUtcNow()) switch
        {
            SigningState.Expired => throw new SigningUnavailableException("the certificate has expired"),
            SigningState.NotYetValid => throw new SigningUnavailableException("the certificate is not valid yet"),
            _ => certificate,
        };
    }

    private static byte[] Sign(byte[] content, SigningCertificate certificate, AsymmetricAlgorithm key)
    {
        CmsSigner signer = new(SubjectIdentifierType.IssuerAndSerialNumber, certificate.Leaf, key)
        {
            DigestAlgorithm = Sha256,
            // Only what was given: a chain of the library's own making may fetch certificates from elsewhere.
            IncludeOption = X509IncludeOption.None,
        };
        signer.Certificates.AddRange((X509Certificate2[])[certificate.Leaf, .. certificate.Chain]);
        SignedCms message = new(new ContentInfo(content));
        message.ComputeSignature(signer);
        return message.Encode();
    }
}
