using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Storage;

/// <summary>A domain as an administrator sees and changes it: what is stored of it alone.</summary>
/// <param name="Name">The domain, or the domains that a pattern means.</param>
/// <param name="Provider">The key of the provider it belongs to: <see cref="ProviderSummary.Key"/>.</param>
/// <param name="Servers">Its servers.</param>
/// <param name="DirectoryId">The number of its LDAP server; null for none.</param>
public sealed record DomainEntry(DomainPattern Name, string Provider, ImportedServers Servers, int? DirectoryId);
