using System.Collections.Immutable;
using Automua.Core.Dns;
using Automua.Core.Model;
using Automua.Core.Pacc;

namespace Automua.Functions.Checking;

/// <summary>A stored domain, and how this service serves it.</summary>
/// <param name="Account">What is stored of the domain, without a mailbox.</param>
/// <param name="ServiceHost">The name at which the service is reached from outside.</param>
/// <param name="Submission">The name of the server for sending in PACC documents.</param>
internal sealed record ServedDomain(MailAccount Account, DomainName ServiceHost, PaccSubmissionKey Submission)
{
    /// <summary>Whether the service signs configuration profiles.</summary>
    public bool SignsProfiles { get; init; }

    /// <summary>The domain's name.</summary>
    public DomainName Name => Account.Domain;

    /// <summary>The records that the domain should publish.</summary>
    public ImmutableArray<DnsRecord> Records { get; } = DnsRecords.Of(Account, ServiceHost, Submission);
}
