using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>A domain of a document.</summary>
/// <param name="Name">The domain, or the domains that a pattern means.</param>
/// <param name="Servers">Its servers; domains that share them share the object.</param>
/// <param name="DirectoryId">The directory it names, in the document or in the store; null for none.</param>
/// <param name="Pointer">Where the document names the domain.</param>
public sealed record ImportedDomain(DomainPattern Name, ImportedServers Servers, int? DirectoryId, string Pointer)
{
    /// <summary>Whether the document says nothing of a directory: then a domain that is stored keeps its own.</summary>
    public bool KeepsDirectory { get; init; }
}
