using System.Security.Cryptography.X509Certificates;

namespace Automua.Functions.Signing;

/// <summary>A certificate to sign with.</summary>
/// <param name="Leaf">The certificate itself.</param>
/// <param name="Chain">The certificates between it and its root, in the order in which they were given.</param>
/// <param name="Key">Its private key.</param>
/// <remarks>Requests may still sign with a certificate that was replaced, so nobody disposes of one.</remarks>
internal sealed record SigningCertificate(X509Certificate2 Leaf, IReadOnlyList<X509Certificate2> Chain, ISigningKey Key)
{
    /// <summary>How long before its end a certificate is warned of.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromDays(21);

    /// <summary>The moment from which the certificate is good.</summary>
    public DateTimeOffset NotBefore => new(Leaf.NotBefore.ToUniversalTime());

    /// <summary>The moment from which the certificate is no longer good.</summary>
    public DateTimeOffset NotAfter => new(Leaf.NotAfter.ToUniversalTime());

    /// <summary>What goes along with a leaf: devices have the roots they trust, so a root is no part of it.</summary>
    public static IReadOnlyList<X509Certificate2> ChainOf(X509Certificate2 leaf, X509Certificate2Collection certificates) =>
        [.. certificates.Where(certificate => !certificate.Equals(leaf) && !IsSelfIssued(certificate))];

    /// <summary>Whether the certificate can be used at a moment.</summary>
    public SigningState StateAt(DateTimeOffset moment) => moment switch
    {
        _ when moment < NotBefore => SigningState.NotYetValid,
        _ when moment > NotAfter => SigningState.Expired,
        _ when moment > NotAfter - Notice => SigningState.ExpiresSoon,
        _ => SigningState.Valid,
    };

    private static bool IsSelfIssued(X509Certificate2 certificate) =>
        certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
}
