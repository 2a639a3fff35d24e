namespace Automua.Functions.Commands;

/// <summary>A service somewhere else does not do what a command wants of it.</summary>
/// <param name="message">The sentence for people.</param>
/// <remarks>It ends a command as a file that cannot be read does: see <see cref="CommandTrouble"/>.</remarks>
internal sealed class RemoteProblemException(string message) : IOException(message)
{
    /// <summary>Something answers, but not this service.</summary>
    /// <param name="where">Where it was asked.</param>
    public static RemoteProblemException NotThisService(Uri where) => new($"{where}: what answers there is not this service.");

    /// <summary>Nothing answers.</summary>
    /// <param name="where">Where it was asked.</param>
    /// <param name="patience">For how long it was waited for, in words.</param>
    public static RemoteProblemException NoAnswer(Uri where, string patience) => new($"{where}: there was no answer within {patience}.");
}
