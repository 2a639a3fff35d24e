using System.Collections.Immutable;
using System.Net;
using Automua.Core.Dns;
using Automua.Core.Model;
using DnsClient;
using DnsClient.Protocol;

namespace Automua.Functions.Checking;

/// <summary>Holds what DNS says against the records that a domain should publish.</summary>
internal sealed class RecordChecker(Resolver resolver)
{
    private const int LongestExcerpt = 100;

    /// <summary>Looks where the domain's mail is received.</summary>
    public async Task<Finding> CheckMailExchangerAsync(DomainName domain, CancellationToken cancellation)
    {
        string subject = $"{domain} MX";
        try
        {
            bool isThere = (await resolver.AskAsync<MxRecord>(domain.Value, QueryType.MX, cancellation))
                .Any(record => Resolver.TextOf(record.Exchange).Length > 0);
            return new MailExchangerFinding(subject, isThere ? Standing.Right : Standing.Absent)
            {
                Remark = isThere ? null : "names no host: the domain receives no mail",
            };
        }
        catch (UnresolvedNameException problem)
        {
            return new MailExchangerFinding(subject, Standing.Absent) { Remark = problem.Message };
        }
    }

    /// <summary>Holds DNS against the records of one name and one type.</summary>
    public async Task<RecordFinding> CheckAsync(ImmutableArray<DnsRecord> expected, CancellationToken cancellation)
    {
        try
        {
            return expected[0] switch
            {
                AliasRecord alias => await CheckAliasAsync(alias, cancellation),
                ServiceRecord => await CheckServicesAsync(expected, cancellation),
                _ => await CheckTextAsync((TextRecord)expected[0], cancellation),
            };
        }
        catch (UnresolvedNameException problem)
        {
            return new RecordFinding(expected, Standing.Missing) { Remark = problem.Message };
        }
    }

    private async Task<RecordFinding> CheckAliasAsync(AliasRecord alias, CancellationToken cancellation)
    {
        ImmutableArray<CNameRecord> found = await resolver.AskAsync<CNameRecord>(alias.Owner, QueryType.CNAME, cancellation);
        if (!found.IsEmpty)
        {
            string target = Resolver.TextOf(found[0].CanonicalName);
            return target == alias.Target.Value
                ? new RecordFinding([alias], Standing.Right)
                : new RecordFinding([alias], Standing.Contradicts) { Remark = $"leads to {target}" };
        }

        ImmutableArray<IPAddress> addresses = await resolver.AddressesOfAsync(alias.Owner, cancellation);
        return addresses.IsEmpty
            ? new RecordFinding([alias], Standing.Missing)
            : new RecordFinding([alias], Standing.Right)
            {
                Remark = $"is replaced by addresses: {string.Join(", ", addresses)}",
            };
    }

    private async Task<RecordFinding> CheckServicesAsync(ImmutableArray<DnsRecord> expected, CancellationToken cancellation)
    {
        ImmutableArray<SrvRecord> found = await resolver.AskAsync<SrvRecord>(expected[0].Owner, QueryType.SRV, cancellation);
        ImmutableArray<ServiceRecord> services = [.. expected.Cast<ServiceRecord>()];
        if (found.IsEmpty)
        {
            // Where nothing is offered, or where it is the last of several ways, apps do without.
            bool isNeeded = services[0] is { IsOffered: true, Purpose: not DnsPurpose.Autodiscover };
            return new RecordFinding(expected, isNeeded ? Standing.Missing : Standing.Absent);
        }

        // Only the order matters of priorities, and weights are for hosts that are equals.
        bool isRight = services.Select(service => (service.Port, service.Target?.Value ?? "")).SequenceEqual(
            found.OrderBy(service => service.Priority).Select(service => ((int)service.Port, Resolver.TextOf(service.Target))));
        return isRight
            ? new RecordFinding(expected, Standing.Right)
            : new RecordFinding(expected, Standing.Contradicts)
            {
                Remark = $"says {string.Join(" and ", found.Select(service =>
                    $"{service.Priority} {service.Weight} {service.Port} {Resolver.TextOf(service.Target)}."))}",
            };
    }

    private async Task<RecordFinding> CheckTextAsync(TextRecord expected, CancellationToken cancellation)
    {
        ImmutableArray<string> found =
            [.. (await resolver.AskAsync<TxtRecord>(expected.Owner, QueryType.TXT, cancellation)).Select(text => string.Concat(text.Text))];
        // Other texts may stand beside it: of a digest, the one before a change.
        if (found.Contains(expected.Text))
            return new RecordFinding([expected], Standing.Right);
        return found.IsEmpty
            ? new RecordFinding([expected], Standing.Missing)
            : new RecordFinding([expected], Standing.Contradicts)
            {
                Remark = $"says {string.Join(" and ", found.Select(Excerpt))}",
            };

        // As a zone file holds it: nothing that steers a terminal.
        string Excerpt(string text) => (expected with { Text = text.Length > LongestExcerpt ? text[..LongestExcerpt] : text }).Data;
    }
}
