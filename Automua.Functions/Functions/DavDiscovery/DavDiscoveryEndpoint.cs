using Automua.Core.Model;
using Automua.Functions.Http;
using Automua.Functions.Lookup;

namespace Automua.Functions.Functions.DavDiscovery;

/// <summary>
/// Sends calendar and contacts apps from a domain's well-known path to the domain's DAV server (RFC 6764 section 5), whatever
/// they ask there.
/// </summary>
internal sealed class DavDiscoveryEndpoint(AccountLookup accounts, DavServerType type) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        if (await accounts.FindAsync(new Requested(asked.Host, null), cancellation) is not AccountFound(var account, _))
            return Answer.NotFound;
        DavServer? server = account.Configuration.DavServers.FirstOrDefault(server => server.Type == type);
        return server is null
            ? Answer.Problem(404, "The domain offers no such service.")
            : Answer.Redirect(new Uri(server.RootFor(account.Domain)).AbsoluteUri, keepsMethod: true);
    }
}
