using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Automua.Functions.Signing;

/// <summary>Reads certificates, their chains and their keys: PEM (RFC 7468) and PFX (PKCS #12, RFC 7292).</summary>
internal static class CertificateFormats
{
    private const string PemMark = "-----BEGIN ";
    private const string EncryptedKey = "ENCRYPTED PRIVATE KEY";
    private const string PrivateKey = "PRIVATE KEY";

    // OpenSSL's own encryption of PEM, from before PKCS #8.
    private const string OldEncryption = "Proc-Type: 4,ENCRYPTED";

    /// <summary>Reads a certificate to sign with.</summary>
    /// <param name="certificate">PEM, the certificate first and its chain after it; or PFX.</param>
    /// <param name="key">The private key as PEM; null when it is beside the certificate.</param>
    /// <param name="password">What the key or the PFX is encrypted with; null when it is not.</param>
    /// <exception cref="FormatException">There is nothing to sign with; the message is the rest of a sentence.</exception>
    public static SigningCertificate Read(byte[] certificate, byte[]? key, string? password)
    {
        string text = Encoding.UTF8.GetString(certificate);
        X509Certificate2Collection all = [];
        X509Certificate2 leaf;
        if (text.Contains(PemMark, StringComparison.Ordinal))
        {
            leaf = ReadPem(text, key is null ? text : Encoding.UTF8.GetString(key), password, all);
        }
        else
        {
            if (key is not null)
                throw new FormatException("a PFX file holds its own key, so sign_key must not be set, and anything but PFX begins with a line '-----BEGIN CERTIFICATE-----'");
            leaf = ReadPfx(certificate, password, all);
        }

        if (!SignsRsaOrEcdsa(leaf))
            throw new FormatException("its key is neither RSA nor ECDSA");
        return new SigningCertificate(leaf, SigningCertificate.ChainOf(leaf, all), new LocalKey(leaf));
    }

    /// <summary>Reads certificates without any key.</summary>
    /// <param name="text">PEM, or PFX in Base64 without a password.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    /// <exception cref="CryptographicException">It is malformed.</exception>
    public static X509Certificate2Collection ReadCertificates(string text)
    {
        if (!text.Contains(PemMark, StringComparison.Ordinal))
        {
            return X509CertificateLoader.LoadPkcs12Collection(
                Convert.FromBase64String(text), null, loaderLimits: new Pkcs12LoaderLimits { IgnorePrivateKeys = true });
        }

        X509Certificate2Collection certificates = [];
        certificates.ImportFromPem(text);
        return certificates;
    }

    private static X509Certificate2 ReadPem(string certificates, string key, string? password, X509Certificate2Collection all)
    {
        try
        {
            all.ImportFromPem(certificates);
        }
        catch (CryptographicException problem)
        {
            throw new FormatException($"a certificate is malformed ({Sentence(problem)})", problem);
        }

        if (all.Count == 0)
            throw new FormatException("there is no certificate in it");
        List<string> labels = LabelsOf(key);
        bool isEncrypted = labels.Contains(EncryptedKey);
        if (!isEncrypted && !labels.Any(label => label.EndsWith(PrivateKey, StringComparison.Ordinal)))
        {
            throw new FormatException(key.Contains(OldEncryption, StringComparison.Ordinal)
                ? "the private key is encrypted in OpenSSL's old form; 'openssl pkcs8 -topk8' writes the new one"
                : "there is no private key; one that is in a file of its own is named by sign_key");
        }

        if (isEncrypted && password is null)
            throw new FormatException("the private key is encrypted, and there is no sign_password");
        try
        {
            string leaf = all[0].ExportCertificatePem();
            return isEncrypted
                ? X509Certificate2.CreateFromEncryptedPem(leaf, key, password)
                : X509Certificate2.CreateFromPem(leaf, key);
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            throw new FormatException(
                isEncrypted
                    ? "the private key is not that of the first certificate, or sign_password is not its password"
                    : "the private key is not that of the first certificate, or it is malformed",
                problem);
        }
    }

    private static X509Certificate2 ReadPfx(byte[] file, string? password, X509Certificate2Collection all)
    {
        try
        {
            all.AddRange(X509CertificateLoader.LoadPkcs12Collection(file, password));
        }
        catch (CryptographicException problem)
        {
            throw new FormatException($"it is neither PEM nor PFX, or sign_password is not its password ({Sentence(problem)})", problem);
        }

        return all.FirstOrDefault(certificate => certificate.HasPrivateKey)
            ?? throw new FormatException("the PFX file holds no certificate with its private key");
    }

    private static List<string> LabelsOf(string pem)
    {
        List<string> labels = [];
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields found))
        {
            labels.Add(rest[found.Label].ToString());
            rest = rest[found.Location.End..];
        }

        return labels;
    }

    private static bool SignsRsaOrEcdsa(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPrivateKey();
        using ECDsa? ecdsa = certificate.GetECDsaPrivateKey();
        return rsa is not null || ecdsa is not null;
    }

    private static string Sentence(CryptographicException problem) => problem.Message.TrimEnd('.');
}
