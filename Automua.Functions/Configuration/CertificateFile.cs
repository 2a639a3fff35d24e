namespace Automua.Functions.Configuration;

/// <summary>A certificate in a file.</summary>
/// <param name="Path">The file, PEM or PFX; relative to the working directory or absolute.</param>
internal sealed record CertificateFile(string Path) : SigningCertificateReference;
