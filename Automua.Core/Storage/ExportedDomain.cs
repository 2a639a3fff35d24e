using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Core.Storage;

/// <summary>A domain of an exported provider.</summary>
/// <param name="Name">The domain, or the domains that a pattern means.</param>
/// <param name="Servers">Its servers.</param>
/// <param name="DirectoryId">The number of its LDAP server; null for none.</param>
public readonly record struct ExportedDomain(DomainPattern Name, ImportedServers Servers, int? DirectoryId);
