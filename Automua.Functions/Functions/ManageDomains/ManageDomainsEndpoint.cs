using System.Text;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Administration;
using Automua.Functions.Http;

namespace Automua.Functions.Functions.ManageDomains;

/// <summary>Lists the domains, a page at a time.</summary>
internal sealed class ManageDomainsEndpoint(IConfigurationStore store) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        (ListRequest? request, string? problem) = ListRequest.Of(asked);
        if (request is null)
            return Answer.Problem(400, problem!);
        DomainQuery query = new(request.Limit + 1)
        {
            Part = StoredForm(request.Part),
            After = request.After,
            Provider = asked.FormQuery("provider"),
        };
        IReadOnlyList<DomainSummary> domains = await store.ListDomainsAsync(query, cancellation);
        return Answer.Json(200, json =>
        {
            json.WriteStartArray("domains"u8);
            foreach (DomainSummary domain in domains.Take(request.Limit))
            {
                json.WriteStartObject();
                json.WriteString("name"u8, domain.Name);
                json.WriteString("provider"u8, domain.Provider);
                json.WriteString("provider_name"u8, domain.ProviderName);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("next"u8, domains.Count > request.Limit ? domains[request.Limit - 1].Name : null);
        });
    }

    // International names are stored as A-labels.
    private static string? StoredForm(string? part) =>
        part is null || Ascii.IsValid(part) || !DomainName.TryParse(part, out DomainName? name, out _) ? part?.ToLowerInvariant() : name.Value;
}
