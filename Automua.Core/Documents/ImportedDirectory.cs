using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>A directory of a document.</summary>
/// <param name="Server">The directory; its number is the one that domains use.</param>
/// <param name="Pointer">Where the document names it.</param>
public sealed record ImportedDirectory(DirectoryServer Server, string Pointer);
