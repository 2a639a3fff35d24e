using Automua.Core.Storage;
using Automua.Functions.Administration;
using Automua.Functions.Http;

namespace Automua.Functions.Functions.ManageProviders;

/// <summary>Lists the providers, a page at a time.</summary>
internal sealed class ManageProvidersEndpoint(IConfigurationStore store) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        (ListRequest? request, string? problem) = ListRequest.Of(asked);
        if (request is null)
            return Answer.Problem(400, problem!);
        ProviderSummary[] providers =
        [
            .. (await store.ListProvidersAsync(cancellation))
                .Where(provider => Holds(provider.Key, request.Part) || Holds(provider.Name, request.Part))
                .Where(provider => request.After is null || string.CompareOrdinal(provider.Key, request.After) > 0),
        ];
        // Those of one key stay on one page: the next begins after it.
        int shown = Math.Min(request.Limit, providers.Length);
        while (shown < providers.Length && providers[shown].Key == providers[shown - 1].Key)
            shown++;
        return Answer.Json(200, json =>
        {
            json.WriteStartArray("providers"u8);
            foreach (ProviderSummary provider in providers.Take(shown))
            {
                json.WriteStartObject();
                json.WriteString("key"u8, provider.Key);
                json.WriteString("id"u8, provider.Id);
                json.WriteString("name"u8, provider.Name);
                json.WriteNumber("domains"u8, provider.Domains);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("next"u8, shown < providers.Length ? providers[shown - 1].Key : null);
        });
    }

    private static bool Holds(string text, string? part) => part is null || text.Contains(part, StringComparison.OrdinalIgnoreCase);
}
