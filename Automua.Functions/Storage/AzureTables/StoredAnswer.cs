using System.Collections.Immutable;
using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>
/// All that is known of a domain, or of a provider that is asked for itself: what one entity holds, so that one read is enough.
/// </summary>
/// <param name="Provider">The provider with its details.</param>
/// <param name="Servers">The servers.</param>
internal sealed record StoredAnswer(Provider Provider, ImportedServers Servers)
{
    /// <summary>The directory, when the domain names one.</summary>
    public DirectoryServer? Directory { get; init; }

    /// <summary>The domains that are told with this one.</summary>
    public ImmutableArray<DomainName> Siblings { get; init; } = [];

    /// <summary>The answer about the name that is asked for.</summary>
    public DomainConfiguration About(DomainName name) =>
        new(name, Provider, Servers.Mail, Servers.Dav, Directory) { Siblings = Siblings };
}
