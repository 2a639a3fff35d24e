using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>A provider of a document.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Domains">Its domains.</param>
/// <param name="Pointer">Where the document names the provider.</param>
public sealed record ImportedProvider(Provider Provider, ImmutableArray<ImportedDomain> Domains, string Pointer)
{
    /// <summary>
    /// The identifier by which the document knows the provider, when it has one beside the name: providers that bear one name
    /// are told apart by it.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>
    /// The servers of whoever asks for the provider itself, by one of its hosts; null when the document does not say, and stored
    /// ones stay.
    /// </summary>
    public ImportedServers? Servers { get; init; }

    /// <summary>How much the document says of the provider.</summary>
    public ImportedDetails Details { get; init; }

    /// <summary>What is to be stored of the provider in place of what is: what the document cannot say stays.</summary>
    public Provider Over(Provider stored) => Details switch
    {
        ImportedDetails.None => stored,
        ImportedDetails.ClientConfig => stored with
        {
            Name = Provider.Name,
            ShortName = Provider.ShortName,
            AllowPlain = Provider.AllowPlain,
            OAuth2 = Provider.OAuth2,
            MxDomains = Provider.MxDomains,
            Documentation = Provider.Documentation,
            Enable = Provider.Enable,
            WebMail = Provider.WebMail,
        },
        _ => Provider,
    };

    /// <summary>
    /// The servers that are to be the provider's own, once it is <paramref name="next"/>: none unless it is asked for itself.
    /// Null when those that are stored stay.
    /// </summary>
    public ImportedServers? OwnServersOf(Provider next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return Servers is null || next.IsAskedForItself ? Servers : ImportedServers.None;
    }

    /// <summary>What is answered about one of the provider's domains once the document is stored; null for a pattern.</summary>
    public DomainConfiguration? ConfigurationOf(ImportedDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        if (domain.Name.Domain is not { } name)
            return null;
        IEnumerable<ImportedDomain> siblings = Domains.Length > DomainConfiguration.MostDomainsTold
            ? []
            : Domains.Where(other =>
                other != domain && other.DirectoryId == domain.DirectoryId && other.Servers.Equals(domain.Servers));
        return new DomainConfiguration(name, Provider, domain.Servers.Mail, domain.Servers.Dav)
        {
            Siblings = [.. siblings.Select(sibling => sibling.Name.Domain).OfType<DomainName>()],
        };
    }
}
