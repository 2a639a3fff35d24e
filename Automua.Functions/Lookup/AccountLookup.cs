using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Lookup;

/// <summary>
/// Decides which domain a request is about, the same for every dialect: the host's, when it is one that is known; else the
/// one that the request names.
/// </summary>
internal sealed class AccountLookup(IConfigurationStore store, LookupLog log)
{
    private static readonly string[] TenantPrefixes = ["autoconfig.", "autodiscover.", "ua-auto-config."];
    private static readonly AccountNotFound NotFound = new();

    /// <summary>Finds what a request is about.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer; <see cref="Http.RequestPipeline"/> says so to the client.</exception>
    public async ValueTask<AccountResult> FindAsync(Requested requested, CancellationToken cancellation)
    {
        if (requested.Host is { } host)
        {
            foreach (DomainName tenant in TenantsOf(host))
            {
                DomainLookup lookup = await store.FindAsync(tenant, cancellation);
                if (lookup is not DomainNotFound)
                    return Result(lookup, tenant, requested, hostDecided: true);
            }
        }

        return requested.Domain is { } domain
            ? Result(await store.FindAsync(domain, cancellation), domain, requested, hostDecided: false)
            : NotFound;
    }

    // autoconfig.D stands for D; a domain may itself bear such a name.
    private static IEnumerable<DomainName> TenantsOf(DomainName host)
    {
        foreach (string prefix in TenantPrefixes)
        {
            if (host.Value.StartsWith(prefix, StringComparison.Ordinal)
                && DomainName.TryParse(host.Value[prefix.Length..], out DomainName? tenant, out _))
                yield return tenant;
        }

        yield return host;
    }

    private AccountResult Result(DomainLookup lookup, DomainName domain, Requested requested, bool hostDecided)
    {
        switch (lookup)
        {
            case DomainFound(var configuration):
                MailAccount account = new(domain, configuration, requested.Address) { RealName = requested.RealName };
                return new AccountFound(account, hostDecided && configuration.Directory is null);
            case DomainSpoiled(var fault):
                log.DomainSpoiled(domain.Value, fault);
                return new AccountSpoiled();
            default:
                return NotFound;
        }
    }
}
