namespace Automua.Functions.Configuration;

/// <summary>A certificate in an Azure Key Vault.</summary>
/// <param name="Host">The vault's host.</param>
/// <param name="Name">The certificate's name.</param>
/// <param name="Version">Its version, 32 hexadecimal digits; null for the newest.</param>
internal sealed record VaultCertificate(string Host, string Name, string? Version) : SigningCertificateReference
{
    private const int LongestName = 127;
    private const int VersionLength = 32;

    // Of the public cloud, and of those of China and of the government of the United States.
    private static readonly string[] Clouds = ["vault.azure.net", "vault.azure.cn", "vault.usgovcloudapi.net"];

    /// <summary>What a token for the vault is asked for: the cloud's vaults.</summary>
    public string Scope => $"https://{CloudOf(Host)}/.default";

    /// <summary>Where the certificate is in the vault.</summary>
    public string Path => Version is null ? $"/certificates/{Name}" : $"/certificates/{Name}/{Version}";

    /// <summary>Reads the identifier that the vault shows; null when it is none of a certificate.</summary>
    public static new VaultCertificate? Parse(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
            || uri is not { Scheme: "https", IsDefaultPort: true, Query: "", Fragment: "", UserInfo: "" }
            || CloudOf(uri.Host) is null)
            return null;
        return uri.AbsolutePath.TrimEnd('/').Split('/') switch
        {
            ["", "certificates", var name] when IsName(name) => new VaultCertificate(uri.Host, name, null),
            ["", "certificates", var name, { Length: VersionLength } version] when IsName(name) && version.All(char.IsAsciiHexDigit) =>
                new VaultCertificate(uri.Host, name, version),
            _ => null,
        };
    }

    // One label before the cloud's name: the vault's.
    private static string? CloudOf(string host) =>
        host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && Clouds.Contains(host[(dot + 1)..]) ? host[(dot + 1)..] : null;

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
