using Automua.Core.Directories;

namespace Automua.Functions.Directories;

/// <summary>Results of LDAP in words.</summary>
internal static class LdapResultCodeExtensions
{
    /// <summary>The name of a code, as RFC 4511 has it, or its number.</summary>
    public static string Word(this LdapResultCode code) => Enum.IsDefined(code) ? $"{code}" : $"result code {(int)code}";
}
