namespace Automua.Functions.Signing;

/// <summary>Where the signing certificate comes from, and comes from again when it is renewed.</summary>
internal interface ISigningCertificateSource
{
    /// <summary>The certificate as far as it is known without asking a network; null when none is known.</summary>
    SigningCertificate? Known { get; }

    /// <summary>The certificate to sign with now.</summary>
    /// <exception cref="SigningUnavailableException">There is none yet.</exception>
    ValueTask<SigningCertificate> GetAsync(CancellationToken cancellation);
}
