using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Automua.Functions.Configuration;

namespace Automua.Functions.Directories;

/// <summary>Which certificates of LDAP servers are accepted: those of the system's authorities, or of these alone.</summary>
/// <param name="authorities">The authorities; null for the system's.</param>
internal sealed class LdapTrust(X509Certificate2Collection? authorities)
{
    /// <summary>Reads the authorities.</summary>
    /// <param name="file">A PEM file with their certificates; null for the system's authorities.</param>
    /// <exception cref="ConfigurationProblemException">The file cannot be read, or holds no certificate.</exception>
    public static LdapTrust Of(string? file)
    {
        if (file is null)
            return new LdapTrust(null);
        X509Certificate2Collection authorities = [];
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConfigurationProblemException($"{AutomuaOptions.LdapAuthoritiesKey}: {file} cannot be read: {problem.Message}");
        }

        return authorities.Count > 0
            ? new LdapTrust(authorities)
            : throw new ConfigurationProblemException($"{AutomuaOptions.LdapAuthoritiesKey}: {file} holds no certificate in PEM.");
    }

    /// <summary>What TLS with a server needs (RFC 4513 section 3).</summary>
    /// <param name="host">Whose certificate it must be.</param>
    /// <param name="refused">Hears why a certificate is refused, as the rest of a sentence about the server.</param>
    public SslClientAuthenticationOptions Options(string host, Action<string> refused)
    {
        X509ChainPolicy policy = new()
        {
            RevocationMode = X509RevocationMode.NoCheck,
            // Who shows a certificate does not say where this program connects to.
            DisableCertificateDownloads = true,
        };
        if (authorities is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        return new SslClientAuthenticationOptions
        {
            TargetHost = host,
            AllowRenegotiation = false,
            CertificateChainPolicy = policy,
            RemoteCertificateValidationCallback = (_, _, chain, errors) =>
            {
                if (errors != SslPolicyErrors.None)
                    refused(Reason(errors, chain, host));
                return errors == SslPolicyErrors.None;
            },
        };
    }

    private static string Reason(SslPolicyErrors errors, X509Chain? chain, string host)
    {
        const X509ChainStatusFlags Untrusted = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;
        X509ChainStatusFlags status = (chain?.ChainStatus ?? []).Aggregate(
            X509ChainStatusFlags.NoError, (all, each) => all | each.Status);
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) ? "shows no certificate"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? $"has a certificate that is not for {host}"
            : status.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "has a certificate that has expired, or does not count yet"
            : (status & Untrusted) != X509ChainStatusFlags.NoError ? "has a certificate of no trusted authority"
            : $"has a certificate that is refused: {status}";
    }
}
