namespace Automua.Functions.Tests.Signing;

/// <summary>A certificate to sign with, in PEM files.</summary>
/// <param name="LeafFile">The certificate.</param>
/// <param name="ChainFile">The certificate, the intermediate authority's and the root's.</param>
/// <param name="KeyFile">The private key, PKCS #8, not encrypted.</param>
internal sealed record IssuedCertificate(string LeafFile, string ChainFile, string KeyFile)
{
    /// <summary>The certificate's common name.</summary>
    public string Name => Path.GetFileNameWithoutExtension(LeafFile);
}
