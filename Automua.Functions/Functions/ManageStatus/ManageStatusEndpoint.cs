using System.Text.Json;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Hosting;
using Automua.Functions.Http;
using Automua.Functions.Signing;
using Automua.Functions.Storage.Measuring;

namespace Automua.Functions.Functions.ManageStatus;

/// <summary>Tells how the service fares: its version, its store, its cache since it started, and its signing certificate.</summary>
/// <param name="store">The store.</param>
/// <param name="uri">Which store it is.</param>
/// <param name="metrics">What was measured of the cache.</param>
/// <param name="signing">Where the signing certificate comes from; null when profiles are not signed.</param>
/// <param name="time">The clock.</param>
internal sealed class ManageStatusEndpoint(
    IConfigurationStore store, DatabaseUri uri, StoreMetrics metrics, ISigningCertificateSource? signing, TimeProvider time) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        StoreCounts? counts = await CountAsync(cancellation);
        return Answer.Json(200, json =>
        {
            json.WriteString("version"u8, ProgramVersion.Text);
            json.WriteStartObject("store"u8);
            json.WriteString("kind"u8, uri.Kind);
            json.WriteBoolean("available"u8, counts is not null);
            json.WriteEndObject();
            WriteCounts(json, counts);
            WriteCache(json, metrics.Lookups);
            WriteCertificate(json);
        });
    }

    // A service whose store is away still has a version, and answers from its cache.
    private async Task<StoreCounts?> CountAsync(CancellationToken cancellation)
    {
        try
        {
            return await store.CountAsync(cancellation);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    private static void WriteCounts(Utf8JsonWriter json, StoreCounts? counts)
    {
        if (counts is not { } known)
        {
            json.WriteNull("counts"u8);
            return;
        }

        json.WriteStartObject("counts"u8);
        json.WriteNumber("providers"u8, known.Providers);
        json.WriteNumber("domains"u8, known.Domains);
        json.WriteEndObject();
    }

    private static void WriteCache(Utf8JsonWriter json, LookupCounts lookups)
    {
        json.WriteStartObject("cache"u8);
        json.WriteNumber("hits"u8, lookups.Hits);
        json.WriteNumber("stale"u8, lookups.Stale);
        json.WriteNumber("misses"u8, lookups.Misses);
        if (lookups.HitRatio is { } ratio)
            json.WriteNumber("ratio"u8, Math.Round(ratio, 4));
        else
            json.WriteNull("ratio"u8);
        json.WriteEndObject();
    }

    private void WriteCertificate(Utf8JsonWriter json)
    {
        if (signing is null)
        {
            json.WriteNull("certificate"u8);
            return;
        }

        json.WriteStartObject("certificate"u8);
        DateTimeOffset now = time.GetUtcNow();
        SigningCertificate? known = signing.Known;
        json.WriteString("status"u8, SigningWords.Of(known?.StateAt(now)));
        if (known is not null)
        {
            json.WriteString("expires"u8, known.NotAfter.UtcDateTime);
            json.WriteNumber("days"u8, (int)Math.Floor((known.NotAfter - now).TotalDays));
        }

        json.WriteEndObject();
    }
}
