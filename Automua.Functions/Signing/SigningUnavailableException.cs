namespace Automua.Functions.Signing;

/// <summary>Nothing can be signed just now; the message is a sentence without its full stop, for the log.</summary>
internal class SigningUnavailableException(string message) : Exception(message);
