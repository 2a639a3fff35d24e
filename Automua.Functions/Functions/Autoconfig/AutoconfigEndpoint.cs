using Automua.Core.Autoconfig;
using Automua.Core.Model;
using Automua.Functions.Http;
using Automua.Functions.Lookup;

namespace Automua.Functions.Functions.Autoconfig;

/// <summary>Answers Thunderbird and its kin (draft-ietf-mailmaint-autoconfig, section "Configuration retrieval").</summary>
internal sealed class AutoconfigEndpoint(AccountLookup accounts) : IEndpoint
{
    /// <inheritdoc/>
    public async ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation)
    {
        (DomainName? domain, EmailAddress? address, string? problem) = NamedBy(asked);
        // Thunderbird asks databases of providers by the domain of a mail exchanger as well.
        Requested requested = new(asked.Host, domain, address) { MayNameExchanger = asked.RouteValue("domain") is not null };
        return await accounts.FindAsync(requested, cancellation) switch
        {
            // The address is for the directory alone: apps fill in placeholders by themselves.
            AccountFound(var account, var isTenant) => Answer.Document(
                MediaTypes.TextXml, account with { Address = null }, AutoconfigWriter.Write, isTenant ? CacheClass.Tenant : CacheClass.Personal),
            _ when problem is not null => Answer.Problem(400, problem),
            _ => Answer.NotFound,
        };
    }

    private static (DomainName? Domain, EmailAddress? Address, string? Problem) NamedBy(Asked asked)
    {
        if (asked.RouteValue("domain") is { } text)
        {
            bool isName = DomainName.TryParse(text, out DomainName? domain, out string? error);
            return (domain, null, isName ? null : $"The domain {error}.");
        }

        (EmailAddress? address, string? problem) = RequestedAddress.Of(asked);
        return (address?.Domain, address, problem);
    }
}
