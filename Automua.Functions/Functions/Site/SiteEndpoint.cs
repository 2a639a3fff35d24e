using Automua.Core.Storage;
using Automua.Functions.Http;
using Automua.Functions.Site;

namespace Automua.Functions.Functions.Site;

/// <summary>The first page: what this is, whether the store holds data, and an example.</summary>
internal sealed class SiteEndpoint(IConfigurationStore store) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) =>
        Answer.Page(await store.HoldsDataAsync(cancellation) ? Pages.Filled : Pages.Empty);
}
