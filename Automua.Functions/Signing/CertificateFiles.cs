using System.Security.Cryptography;
using Automua.Functions.Configuration;

namespace Automua.Functions.Signing;

/// <summary>The files of a signing certificate.</summary>
/// <param name="path">The certificate's file, PEM or PFX.</param>
/// <param name="keyPath">The private key's, PEM; null when the key is in the certificate's.</param>
/// <param name="password">What the key or the PFX file is encrypted with; null when it is not.</param>
internal sealed class CertificateFiles(string path, string? keyPath, string? password)
{
    private string? _fingerprint;

    /// <summary>Reads the files.</summary>
    /// <returns>The certificate; null when the files hold what they held the last time.</returns>
    /// <exception cref="ConfigurationProblemException">The files cannot be read, or hold nothing to sign with.</exception>
    public SigningCertificate? ReadChange()
    {
        byte[] certificate = ReadFile("sign_certificate", path);
        byte[]? key = keyPath is null ? null : ReadFile("sign_key", keyPath);
        // Their content tells of a change; a file's time tells less, on mounted volumes least.
        string fingerprint = Fingerprint(certificate) + Fingerprint(key);
        if (fingerprint == _fingerprint)
            return null;
        _fingerprint = fingerprint;
        try
        {
            return CertificateFormats.Read(certificate, key, password);
        }
        catch (FormatException problem)
        {
            string with = keyPath is null ? "" : $" with sign_key '{keyPath}'";
            throw new ConfigurationProblemException($"sign_certificate: '{path}'{with} cannot be used: {problem.Message}.");
        }
    }

    private static byte[] ReadFile(string setting, string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationProblemException($"{setting}: '{path}' cannot be read: {problem.Message}");
        }
    }

    private static string Fingerprint(byte[]? content) => content is null ? "" : Convert.ToHexString(SHA256.HashData(content));
}
