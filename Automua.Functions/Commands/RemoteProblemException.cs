namespace Automua.Functions.Commands;

/// <summary>A service somewhere else does not do what a command wants of it.</summary>
/// <param name="message">The sentence for people.</param>
/// <remarks>It ends a command as a file that cannot be read does: see <see cref="StoreCommand"/>.</remarks>
internal sealed class RemoteProblemException(string message) : IOException(message);
