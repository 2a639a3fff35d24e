using System.Text.Json;
using Automua.Core.Storage;
using Automua.Functions.Http;
using Automua.Functions.Signing;

namespace Automua.Functions.Functions.HealthReady;

/// <summary>Says whether requests can be answered; asks the store. It also warns before the signing certificate ends.</summary>
/// <param name="store">The store.</param>
/// <param name="signing">Where the signing certificate comes from; null when profiles are not signed.</param>
/// <param name="time">The clock.</param>
internal sealed class HealthReadyEndpoint(
    IConfigurationStore store, ISigningCertificateSource? signing, TimeProvider time) : IEndpoint
{
    /// <inheritdoc/>
    /// <exception cref="StoreUnavailableException">The store does not answer: status 503.</exception>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        bool holdsData = await store.HoldsDataAsync(cancellation);
        return Answer.Json(200, json =>
        {
            json.WriteString("status"u8, "ready"u8);
            json.WriteString("store"u8, holdsData ? "filled"u8 : "empty"u8);
            if (signing is not null)
                WriteCertificate(json, signing.Known);
        });
    }

    // Whatever is the matter with it: the program is ready, for it answers all others than Apple's devices.
    private void WriteCertificate(Utf8JsonWriter json, SigningCertificate? certificate)
    {
        json.WriteStartObject("sign_certificate"u8);
        json.WriteString("status"u8, SigningWords.Of(certificate?.StateAt(time.GetUtcNow())));
        if (certificate is not null)
            json.WriteString("not_after"u8, certificate.NotAfter.UtcDateTime);
        json.WriteEndObject();
    }
}
