using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Directories;

namespace Automua.Functions.Lookup;

/// <summary>
/// Decides who a request is about, the same for every dialect: the domain of the host that was asked, when it is known; else the
/// domain that the request names; else the provider for which the host stands.
/// </summary>
internal sealed class AccountLookup(IConfigurationStore store, IAccountDirectory directory, LookupLog log)
{
    private static readonly string[] TenantPrefixes = ["autoconfig.", "autodiscover.", "ua-auto-config."];
    private static readonly AccountNotFound NotFound = new();

    /// <summary>Finds what a request is about.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer; <see cref="Http.RequestPipeline"/> says so to the client.</exception>
    /// <exception cref="DirectoryUnavailableException">The directory that the domain names does not answer; as above.</exception>
    public async ValueTask<AccountResult> FindAsync(Requested requested, CancellationToken cancellation)
    {
        AccountResult result = await FindDomainAsync(requested, cancellation);
        return result is AccountFound { Account: { Address: { } address, Configuration.Directory: { } server } account } found
            ? found with { Account = WithDirectory(account, await directory.FindAsync(server, address, cancellation)) }
            : result;
    }

    // Who is not in the directory is answered from the templates: nobody can tell who is.
    private static MailAccount WithDirectory(MailAccount account, DirectoryAccount told) =>
        account with { DirectoryLogin = told.Login, RealName = told.FullName ?? account.RealName };

    private async ValueTask<AccountResult> FindDomainAsync(Requested requested, CancellationToken cancellation)
    {
        DomainName? tenant = requested.Host is null ? null : TenantOf(requested.Host);
        return await FindTenantAsync(requested, tenant, cancellation)
            ?? await FindNamedAsync(requested, cancellation)
            ?? await FindProviderAsync(requested, tenant, cancellation)
            ?? await FindAnyAsync(requested, tenant, cancellation)
            ?? NotFound;
    }

    // autoconfig.D stands for D; a domain may itself bear such a name, or be asked without any prefix. Patterns count for the
    // first only: below *.example.com there is every host of example.com.
    private async ValueTask<AccountResult?> FindTenantAsync(Requested requested, DomainName? tenant, CancellationToken cancellation)
    {
        AccountResult? found = tenant is null
            ? null
            : Result(await store.FindAsync(tenant, DomainMatch.Parent, cancellation), tenant, requested, hostDecided: true);
        return found is null && requested.Host is { } host
            ? Result(await store.FindAsync(host, DomainMatch.Exact, cancellation), host, requested, hostDecided: true)
            : found;
    }

    private async ValueTask<AccountResult?> FindNamedAsync(Requested requested, CancellationToken cancellation) =>
        requested.Domain is { } domain
            ? Result(await store.FindAsync(domain, DomainMatch.Any, cancellation), domain, requested, hostDecided: false)
            : null;

    // Clients that know nothing of a domain ask at its mail exchanger: by a host of that name, or by the name itself.
    private async ValueTask<AccountResult?> FindProviderAsync(
        Requested requested, DomainName? tenant, CancellationToken cancellation)
    {
        AccountResult? found = null;
        if (requested.Host is { } host)
            found = await FindAsync(host, ProviderNameKind.Host, requested.Domain ?? host);
        if (found is null && tenant is not null)
            found = await FindAsync(tenant, ProviderNameKind.MailExchanger, requested.Domain ?? tenant);
        if (found is null && requested is { MayNameExchanger: true, Domain: { } exchanger })
            found = await FindAsync(exchanger, ProviderNameKind.MailExchanger, exchanger);
        return found;

        // A provider may have servers for its domains only.
        async ValueTask<AccountResult?> FindAsync(DomainName name, ProviderNameKind kind, DomainName domain) =>
            await store.FindProviderAsync(name, kind, cancellation) is var lookup && lookup is DomainFound { Configuration.IsEmpty: true }
                ? null
                : Result(lookup, domain, requested, hostDecided: false);
    }

    // Where patterns are answered, a host tells the domain when nothing else does: calendar apps ask at the domain itself, by no
    // address. Last, so that the service's own host is none of them.
    private async ValueTask<AccountResult?> FindAnyAsync(Requested requested, DomainName? tenant, CancellationToken cancellation) =>
        requested.Domain is null && (tenant ?? requested.Host) is { } domain
            ? Result(await store.FindAsync(domain, DomainMatch.Any, cancellation), domain, requested, hostDecided: false)
            : null;

    private static DomainName? TenantOf(DomainName host)
    {
        foreach (string prefix in TenantPrefixes)
        {
            if (host.Value.StartsWith(prefix, StringComparison.Ordinal)
                && DomainName.TryParse(host.Value[prefix.Length..], out DomainName? tenant, out _))
                return tenant;
        }

        return null;
    }

    private AccountResult? Result(DomainLookup lookup, DomainName domain, Requested requested, bool hostDecided)
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
                return null;
        }
    }
}
