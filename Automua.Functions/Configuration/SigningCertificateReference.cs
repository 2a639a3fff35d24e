namespace Automua.Functions.Configuration;

/// <summary>A <c>sign_certificate</c>: where the certificate is that profiles are signed with.</summary>
internal abstract record SigningCertificateReference
{
    /// <summary>Every form that is understood, for messages.</summary>
    public const string AllowedForms = "the path of a PEM or PFX file, or https://VAULT.vault.azure.net/certificates/NAME[/VERSION]";

    /// <summary>Reads a <c>sign_certificate</c>.</summary>
    /// <returns>The reference; null when it is neither a path nor a certificate of a Key Vault.</returns>
    public static SigningCertificateReference? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        return text.Contains("://", StringComparison.Ordinal) ? VaultCertificate.Parse(text) : new CertificateFile(text);
    }
}
