namespace Automua.Functions.Checking;

/// <summary>The DNS server cannot say what stands under a name.</summary>
/// <param name="message">Why, as the rest of a sentence that begins with the name.</param>
internal sealed class UnresolvedNameException(string message) : Exception(message);
