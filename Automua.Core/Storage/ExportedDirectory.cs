using Automua.Core.Model;

namespace Automua.Core.Storage;

/// <summary>An LDAP server; they come before all providers, by their numbers.</summary>
/// <param name="Server">The server.</param>
public sealed record ExportedDirectory(DirectoryServer Server) : ExportedItem;
