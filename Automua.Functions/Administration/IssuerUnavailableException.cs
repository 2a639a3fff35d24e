namespace Automua.Functions.Administration;

/// <summary>The keys with which tokens are signed cannot be read just now.</summary>
internal sealed class IssuerUnavailableException(string message, Exception? reason = null) : Exception(message, reason);
