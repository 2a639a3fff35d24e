using Automua.Core.Directories;

namespace Automua.Functions.Directories;

/// <summary>How a search ended.</summary>
/// <param name="First">The first entry; null when there is none.</param>
/// <param name="IsOneOfSeveral">Whether there are more.</param>
/// <param name="Code">What the server says: <see cref="LdapResultCode.Success"/>, unless it refuses the search.</param>
internal readonly record struct LdapMatch(LdapEntry? First, bool IsOneOfSeveral, LdapResultCode Code = LdapResultCode.Success);
