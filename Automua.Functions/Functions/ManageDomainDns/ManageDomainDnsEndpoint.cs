using Automua.Core.Dns;
using Automua.Functions.Administration;
using Automua.Functions.Http;

namespace Automua.Functions.Functions.ManageDomainDns;

/// <summary>Tells the records that a domain should publish in DNS, as JSON or as part of a zone file.</summary>
internal sealed class ManageDomainDnsEndpoint(ServedDomainAnswer domains) : IEndpoint
{
    /// <inheritdoc/>
    public ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) => asked.Query("format") switch
    {
        null or "json" => domains.AboutAsync(
            asked,
            domain => new(Answer.Written(200, MediaTypes.Json, output => DnsJsonWriter.Write(domain.Records, output))),
            cancellation),
        "zone" => domains.AboutAsync(
            asked,
            domain => new(Answer.Written(200, MediaTypes.Text, output => DnsZoneWriter.Write(domain.Name, domain.Records, output))),
            cancellation),
        _ => new(Answer.Problem(400, "The parameter format must be json or zone.")),
    };
}
