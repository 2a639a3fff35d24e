namespace Automua.Functions.Checking;

/// <summary>No DNS server answers: nothing can be checked.</summary>
/// <param name="message">The sentence for people.</param>
/// <remarks>It ends a command as a file that cannot be read does: see <see cref="Commands.StoreCommand"/>.</remarks>
internal sealed class NameServerDownException(string message) : IOException(message);
