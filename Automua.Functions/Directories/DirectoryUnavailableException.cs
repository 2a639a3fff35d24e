namespace Automua.Functions.Directories;

/// <summary>A directory does not answer, or not what it was asked for. The message names it, and neither an address nor a password.</summary>
internal class DirectoryUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
