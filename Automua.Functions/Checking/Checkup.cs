using System.Collections.Immutable;
using Automua.Core.Pacc;

namespace Automua.Functions.Checking;

/// <summary>Looks at a domain as mail apps do.</summary>
internal sealed class Checkup(Resolver resolver, WebAsker asker, TimeProvider time)
{
    /// <summary>Checks a domain.</summary>
    /// <exception cref="NameServerDownException">No DNS server answers.</exception>
    public async Task<CheckReport> RunAsync(ServedDomain domain, CancellationToken cancellation)
    {
        RecordChecker records = new(resolver);
        AnswerChecker answers = new(asker, time);
        ImmutableArray<ExpectedAnswer> expected = ExpectedAnswers.Of(domain);
        // Alone and first: without a DNS server there is no need to ask all the rest.
        Finding mailExchanger = await records.CheckMailExchangerAsync(domain.Name, cancellation);
        ImmutableArray<RecordFinding> recordFindings = ServiceOrder.Compare(
        [
            .. await Task.WhenAll(domain.Records.GroupBy(record => (record.Owner, record.Type))
                .Select(set => records.CheckAsync([.. set], cancellation))),
        ]);
        ImmutableArray<AnswerFinding> answerFindings =
            [.. await Task.WhenAll(expected.Select(answer => answers.CheckAsync(answer, cancellation)))];
        return new CheckReport(
            domain,
            resolver.Description,
            [mailExchanger, .. recordFindings],
            answerFindings,
            new KnownClients(recordFindings, answerFindings).Judge(),
            [.. PaccOmissions.Of(domain.Account).Select(omission => $"PACC: {omission}")]);
    }
}
