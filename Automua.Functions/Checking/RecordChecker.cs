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
        ImmutableArray<string> chain = await ChainAsync(alias, cancellation);
        if (!chain.IsEmpty)
        {
            bool isRight = chain[^1] == alias.Target.Value;
            string remark = $"leads to {string.Join(", which leads to ", chain)}";
            return new RecordFinding([alias], isRight ? Standing.Right : Standing.Contradicts)
            {
                Remark = isRight && chain.Length == 1 ? null : remark,
            };
        }

        ImmutableArray<IPAddress> addresses = await resolver.AddressesOfAsync(alias.Owner, cancellation);
        if (addresses.IsEmpty)
            return new RecordFinding([alias], Standing.Missing);
        string found = string.Join(", ", addresses);
        ImmutableArray<IPAddress> service = await resolver.AddressesOfAsync(alias.Target.Value, cancellation);
        return addresses.Any(service.Contains)
            ? new RecordFinding([alias], Standing.Right) { Remark = $"is replaced by addresses: {found}" }
            : new RecordFinding([alias], Standing.Contradicts)
            {
                Remark = $"is replaced by addresses of which none is one of {alias.Target}: {found}",
            };
    }

    /// <summary>The names to which an alias leads, to the service's at the most; none when it is no alias.</summary>
    private async Task<ImmutableArray<string>> ChainAsync(AliasRecord alias, CancellationToken cancellation)
    {
        List<string> chain = [];
        string name = alias.Owner;
        while (chain.Count < Resolver.LongestChain && name != alias.Target.Value)
        {
            ImmutableArray<CNameRecord> found;
            try
            {
                found = await resolver.AskAsync<CNameRecord>(name, QueryType.CNAME, cancellation);
            }
            catch (UnresolvedNameException) when (chain.Count > 0)
            {
                // What stands in a foreign zone need not be known to see that the way leads there.
                break;
            }

            if (found.IsEmpty)
                break;
            name = Resolver.TextOf(found[0].CanonicalName);
            bool isCircle = chain.Contains(name) || name == alias.Owner;
            chain.Add(name);
            if (isCircle)
                break;
        }

        return [.. chain];
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

        ImmutableArray<int> priorities = PrioritiesOf(services, found);
        // Only the order matters of priorities, and weights are for hosts that are equals.
        return !priorities.IsEmpty && priorities.SequenceEqual(priorities.Order())
            ? new RecordFinding(expected, Standing.Right) { Priorities = priorities }
            : new RecordFinding(expected, Standing.Contradicts)
            {
                Remark = $"says {string.Join(" and ", found.OrderBy(service => service.Priority).ThenBy(Line, StringComparer.Ordinal).Select(Line))}",
            };

        static string Line(SrvRecord service) =>
            $"{service.Priority} {service.Weight} {service.Port} {Resolver.TextOf(service.Target)}.";
    }

    /// <summary>The priorities that the services have in DNS, in their order; none when DNS has not exactly these.</summary>
    private static ImmutableArray<int> PrioritiesOf(ImmutableArray<ServiceRecord> services, ImmutableArray<SrvRecord> found)
    {
        ILookup<(int Port, string Target), int> priorities = found.ToLookup(
            record => ((int)record.Port, Resolver.TextOf(record.Target)), record => (int)record.Priority);
        ImmutableArray<int> told =
            [.. services.SelectMany(service => priorities[(service.Port, service.Target?.Value ?? "")].Take(1))];
        return told.Length == services.Length && found.Length == services.Length ? told : [];
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
