namespace Automua.Functions.Checking;

/// <summary>No DNS server answers: nothing can be checked.</summary>
/// <param name="message">The sentence for people.</param>
internal sealed class NameServerDownException(string message) : IOException(message);
