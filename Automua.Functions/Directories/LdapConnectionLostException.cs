namespace Automua.Functions.Directories;

/// <summary>The connection ended before the answer: what was asked on it may be asked again on another.</summary>
internal sealed class LdapConnectionLostException(string message, Exception? inner = null) : DirectoryUnavailableException(message, inner);
