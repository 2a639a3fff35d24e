using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Tests.Golden;

namespace Automua.Core.Tests.Conformance;

/// <summary>The sample data and the golden files' models.</summary>
public static class KnownModels
{
    public static IReadOnlyList<MailAccount> Sample { get; } =
    [
        .. SampleData.Document.Providers.SelectMany(provider => provider.Domains.Select(domain => new MailAccount(
            domain.Name.Domain!,
            provider.ConfigurationOf(domain)!,
            EmailAddress.Parse($"user@{domain.Name}")))),
    ];

    public static IReadOnlyList<MailAccount> Mailboxes { get; } = [.. Sample, .. GoldenModels.All.Values];
}
