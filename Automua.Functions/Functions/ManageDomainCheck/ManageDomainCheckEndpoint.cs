using Automua.Functions.Administration;
using Automua.Functions.Checking;
using Automua.Functions.Http;

namespace Automua.Functions.Functions.ManageDomainCheck;

/// <summary>Looks at a domain from outside, as mail apps do, and tells what they find and what they lack.</summary>
internal sealed class ManageDomainCheckEndpoint(ServedDomainAnswer domains, Func<Checkup> newCheckup) : IEndpoint
{
    /// <inheritdoc/>
    public ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) =>
        domains.AboutAsync(asked, domain => CheckAsync(domain, cancellation), cancellation);

    private async ValueTask<Answer> CheckAsync(ServedDomain domain, CancellationToken cancellation)
    {
        try
        {
            CheckReport report = await newCheckup().RunAsync(domain, cancellation);
            return Answer.Written(200, MediaTypes.Json, output => CheckJsonWriter.Write(report, output));
        }
        catch (NameServerDownException problem)
        {
            return Answer.Problem(502, problem.Message);
        }
    }
}
