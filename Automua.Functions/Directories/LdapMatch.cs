using Automua.Core.Directories;

namespace Automua.Functions.Directories;

/// <summary>What a search found.</summary>
/// <param name="First">The first entry; null when there is none.</param>
/// <param name="IsOneOfSeveral">Whether there are more.</param>
internal readonly record struct LdapMatch(LdapEntry? First, bool IsOneOfSeveral);
