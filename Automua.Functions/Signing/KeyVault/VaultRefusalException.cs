namespace Automua.Functions.Signing.KeyVault;

/// <summary>A Key Vault answers with an error.</summary>
/// <param name="status">The status code.</param>
internal sealed class VaultRefusalException(int status) : SigningUnavailableException($"the Key Vault answers with status {status}")
{
    /// <summary>Whether the vault does not give what was asked for to this program, now or later.</summary>
    public bool IsFinal => status is 401 or 403 or 404;
}
