using System.Collections.Immutable;

namespace Automua.Functions.Checking;

/// <summary>Everything that a check found.</summary>
/// <param name="Domain">The domain checked.</param>
/// <param name="DnsServer">Which DNS server was asked, for people.</param>
/// <param name="Records">What DNS says.</param>
/// <param name="Answers">What is answered where mail apps ask.</param>
/// <param name="Clients">How mail apps fare.</param>
/// <param name="Unsayable">What is stored and cannot be said, as sentences.</param>
internal sealed record CheckReport(
    ServedDomain Domain,
    string DnsServer,
    ImmutableArray<Finding> Records,
    ImmutableArray<AnswerFinding> Answers,
    ImmutableArray<ClientVerdict> Clients,
    ImmutableArray<string> Unsayable)
{
    /// <summary>Whether every kind of mail apps finds what it needs.</summary>
    public bool IsGood => !Clients.Any(client => client.IsWanting);
}
