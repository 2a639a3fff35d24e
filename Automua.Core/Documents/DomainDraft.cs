using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>A domain as an administrator wants it stored.</summary>
/// <param name="Name">Its name; null when the document does not repeat it.</param>
/// <param name="Provider">The key of its provider; null when the document does not tell it.</param>
/// <param name="Servers">Its servers; null for those of its provider.</param>
/// <param name="DirectoryId">The number of its LDAP server; null for none.</param>
public sealed record DomainDraft(DomainPattern? Name, string? Provider, ImportedServers? Servers, int? DirectoryId);
