using Automua.Core.Model;
using Automua.Functions.Checking;
using Automua.Functions.Http;

namespace Automua.Functions.Administration;

/// <summary>Answers administrators who ask about a domain that is served, by its own name or by a pattern.</summary>
internal sealed class ServedDomainAnswer(ServedDomains domains)
{
    /// <summary>Answers about the domain that the path names.</summary>
    /// <param name="asked">The request.</param>
    /// <param name="answer">What is said of the domain.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    public async ValueTask<Answer> AboutAsync(
        Asked asked, Func<ServedDomain, ValueTask<Answer>> answer, CancellationToken cancellation)
    {
        if (!DomainName.TryParse(asked.RouteValue("name"), out DomainName? name, out string? problem))
            return Answer.Problem(400, $"The domain {problem}; of a pattern, name one of the domains that it means.");
        DomainName? serviceHost = domains.ServiceHost ?? asked.Host;
        if (asked.Query("service_host") is { } named && !DomainName.TryParse(named, out serviceHost, out problem))
            return Answer.Problem(400, $"The parameter service_host {problem}.");
        if (serviceHost is null)
            return Answer.Problem(409, "The name at which this service is reached is not known: set service_host, or name it in the parameter service_host.");
        return await domains.FindAsync(name, serviceHost, cancellation) switch
        {
            ({ } domain, _) => await answer(domain),
            (_, { } fault) => Answer.Problem(409, $"The domain is stored with a fault: {fault}."),
            _ => Answer.NotFound,
        };
    }
}
