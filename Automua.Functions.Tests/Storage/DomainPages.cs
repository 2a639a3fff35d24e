using Automua.Core.Storage;

namespace Automua.Functions.Tests.Storage;

/// <summary>Lists of domains as those read them who turn page after page.</summary>
internal static class DomainPages
{
    /// <summary>The domains of all pages, each page as large as the first.</summary>
    public static async Task<List<DomainSummary>> PagesAsync(this IConfigurationStore store, DomainQuery query)
    {
        List<DomainSummary> domains = [];
        while (true)
        {
            IReadOnlyList<DomainSummary> page = await store.ListDomainsAsync(query, CancellationToken.None);
            domains.AddRange(page);
            if (page.Count < query.Limit)
                return domains;
            query = query with { After = page[^1].Name };
        }
    }
}
