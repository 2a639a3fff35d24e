using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Automua.Functions.Checking;

/// <summary>Decides whether a host's certificate would be believed by mail apps, and says why not.</summary>
/// <param name="host">The host asked.</param>
/// <param name="authorities">Authorities that are trusted beside the system's.</param>
internal sealed class CertificateJudge(string host, X509Certificate2Collection authorities)
{
    /// <summary>What is wrong with the certificate, as the rest of a sentence; null when nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>How chains are made: of what the server sends, for few mail apps fetch what it leaves out.</summary>
    public static X509ChainPolicy NewPolicy() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };

    /// <summary>Judges a certificate.</summary>
    public bool Accept(X509Certificate? shown, X509Chain? chain, SslPolicyErrors errors)
    {
        Problem = shown is not X509Certificate2 certificate ? "shows no certificate"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)
                ? $"shows a certificate that is not for {host} but for {NamesOf(certificate)}"
            : errors == SslPolicyErrors.None ? null
            : ProblemOfChain(certificate, chain);
        return Problem is null;
    }

    private string? ProblemOfChain(X509Certificate2 certificate, X509Chain? systems)
    {
        using X509Chain chain = new() { ChainPolicy = NewPolicy() };
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        foreach (X509ChainElement element in systems?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        if (chain.Build(certificate))
            return null;
        bool isAlone = chain.ChainElements.Count == 1 && !certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);
        return chain.ChainStatus.Any(status => status.Status.HasFlag(X509ChainStatusFlags.NotTimeValid))
            ? $"shows a certificate that is or was made by one that is out of date: it is valid from {Day(certificate.NotBefore)} to {Day(certificate.NotAfter)}"
            : isAlone
                ? $"shows a certificate without that of the authority that made it, which is not known here: {Printable.Of(certificate.Issuer)}"
            : $"shows a certificate of an authority that is not known here: {Printable.Of(certificate.Issuer)}";
    }

    private static string NamesOf(X509Certificate2 certificate)
    {
        string[] names = [.. certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames())];
        return names.Length == 0 ? "no name at all" : string.Join(", ", names.Select(Printable.Of));
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
