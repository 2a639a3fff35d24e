using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Automua.Functions.Configuration;

namespace Automua.Functions.Signing.KeyVault;

/// <summary>
/// A signing certificate in an Azure Key Vault. It is read when it is first needed and again after a while; as long as the vault
/// does not answer, what was read before stays in use. The key stays in the vault.
/// </summary>
internal sealed class VaultCertificateSource(
    VaultCertificate certificate, VaultClient vault, SigningLog log, TimeProvider time) : ISigningCertificateSource, IDisposable
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile SigningCertificate? _current;
    private long _looked;
    private TimeSpan _pause = TimeSpan.Zero;
    private string _trouble = "";

    /// <inheritdoc/>
    public SigningCertificate? Known => _current;

    /// <inheritdoc/>
    public async ValueTask<SigningCertificate> GetAsync(CancellationToken cancellation)
    {
        // One asks the vault. The others wait only if there is nothing to sign with until then.
        TimeSpan patience = _current is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero;
        if (await _gate.WaitAsync(patience, cancellation))
        {
            try
            {
                if (time.GetElapsedTime(_looked) >= _pause)
                    await LookAsync(cancellation);
            }
            finally
            {
                _gate.Release();
            }
        }

        return _current ?? throw new SigningUnavailableException(_trouble);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private async ValueTask LookAsync(CancellationToken cancellation)
    {
        try
        {
            _current = await ReadAsync(cancellation);
            _trouble = "";
            _pause = GoodFor;
            log.Loaded(_current.NotAfter);
        }
        catch (SigningUnavailableException problem)
        {
            _pause = Pause;
            if (problem.Message != _trouble)
                Tell(problem.Message);
            _trouble = problem.Message;
        }

        _looked = time.GetTimestamp();
    }

    private void Tell(string trouble)
    {
        if (_current is null)
            log.Unavailable(trouble);
        else
            log.Kept(trouble);
    }

    private async ValueTask<SigningCertificate> ReadAsync(CancellationToken cancellation)
    {
        JsonElement answer = await vault.GetAsync(certificate.Path, cancellation);
        try
        {
            X509Certificate2 leaf = X509CertificateLoader.LoadCertificate(answer.GetProperty("cer"u8).GetBytesFromBase64());
            VaultKey key = VaultKey.Of(leaf, vault, PathIn(answer, "kid"));
            X509Certificate2Collection chain = await ReadChainAsync(PathIn(answer, "sid"), cancellation);
            return new SigningCertificate(leaf, SigningCertificate.ChainOf(leaf, chain), key);
        }
        catch (Exception problem)
            when (problem is KeyNotFoundException or InvalidOperationException or FormatException or CryptographicException)
        {
            throw new SigningUnavailableException($"the Key Vault's answer cannot be used: {problem.Message.TrimEnd('.')}");
        }
    }

    // Only the secret of the certificate's name holds the chain, and, where the key may be exported, the key, which is not read.
    private async ValueTask<X509Certificate2Collection> ReadChainAsync(string path, CancellationToken cancellation)
    {
        try
        {
            JsonElement secret = await vault.GetAsync(path, cancellation);
            return CertificateFormats.ReadCertificates(secret.GetProperty("value"u8).GetString()!);
        }
        catch (VaultRefusalException problem) when (problem.IsFinal)
        {
            log.WithoutChain(problem.Message);
            return [];
        }
    }

    private static string PathIn(JsonElement answer, string identifier) =>
        new Uri(answer.GetProperty(identifier).GetString()!).AbsolutePath;
}
