using Automua.Core.Storage;
using Automua.Functions.Http;

namespace Automua.Functions.Functions.HealthReady;

/// <summary>Says whether requests can be answered; asks the store.</summary>
internal sealed class HealthReadyEndpoint(IConfigurationStore store) : IEndpoint
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
        });
    }
}
