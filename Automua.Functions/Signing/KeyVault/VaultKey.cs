using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Automua.Functions.Signing.KeyVault;

/// <summary>A private key in an Azure Key Vault, which signs digests with it.</summary>
internal sealed class VaultKey : ISigningKey
{
    private const int BitsOfP256 = 256;

    private readonly VaultClient _vault;
    private readonly string _path;
    private readonly string _algorithm;
    private readonly Func<byte[], byte[], AsymmetricAlgorithm> _signed;

    private VaultKey(VaultClient vault, string path, string algorithm, Func<byte[], byte[], AsymmetricAlgorithm> signed)
    {
        _vault = vault;
        _path = path;
        _algorithm = algorithm;
        _signed = signed;
    }

    /// <summary>The key of a certificate.</summary>
    /// <param name="certificate">The certificate.</param>
    /// <param name="vault">The vault.</param>
    /// <param name="path">The key's path in the vault.</param>
    /// <exception cref="FormatException">With a key of this kind the vault does not sign SHA-256 digests.</exception>
    public static VaultKey Of(X509Certificate2 certificate, VaultClient vault, string path)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        using ECDsa? ecdsa = certificate.GetECDsaPublicKey();
        return (rsa?.KeySize, ecdsa?.KeySize) switch
        {
            ({ } size, _) => new VaultKey(vault, path, "RS256", (digest, signature) => new SignedRsa(size, digest, signature)),
            (_, BitsOfP256) => new VaultKey(vault, path, "ES256", (digest, signature) => new SignedEcdsa(BitsOfP256, digest, signature)),
            _ => throw new FormatException("the certificate's key is neither RSA nor ECDSA on P-256"),
        };
    }

    /// <inheritdoc/>
    public async ValueTask<AsymmetricAlgorithm> ForDigestAsync(byte[] digest, CancellationToken cancellation)
    {
        JsonElement answer = await _vault.PostAsync($"{_path}/sign", Request(digest), cancellation);
        try
        {
            return _signed(digest, Base64Url.DecodeFromChars(answer.GetProperty("value"u8).GetString()));
        }
        catch (Exception problem) when (problem is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SigningUnavailableException($"the Key Vault's answer is no signature: {problem.Message.TrimEnd('.')}");
        }
    }

    private ReadOnlyMemory<byte> Request(byte[] digest)
    {
        ArrayBufferWriter<byte> body = new();
        using Utf8JsonWriter json = new(body);
        json.WriteStartObject();
        json.WriteString("alg"u8, _algorithm);
        json.WriteString("value"u8, Base64Url.EncodeToString(digest));
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }
}
