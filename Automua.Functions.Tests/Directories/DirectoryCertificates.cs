using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Directories;

/// <summary>Certificates of directory servers.</summary>
internal static class DirectoryCertificates
{
    /// <summary>Issues a certificate for a directory server.</summary>
    /// <param name="authority">Who issues it.</param>
    /// <param name="names">The server's names, as openssl writes them.</param>
    /// <param name="days">For how long, from now on; -1 for until yesterday.</param>
    /// <param name="usage">What it is for.</param>
    public static Task<IssuedCertificate> IssueForDirectoryAsync(
        this CertificateAuthority authority, string names = "DNS:localhost", int days = 365, string usage = "serverAuth") =>
        authority.IssueAsync(days: days, usage: $"subjectAltName={names}\nextendedKeyUsage={usage}");
}
