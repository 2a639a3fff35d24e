namespace Automua.Functions.Configuration;

/// <summary>What an option behind the question mark of a <c>db_uri</c> does.</summary>
/// <typeparam name="T">The kind of URI.</typeparam>
/// <param name="Allowed">Its values, for messages.</param>
/// <param name="Apply">Gives the URI a value; null when the value is not allowed.</param>
internal sealed record UriOption<T>(string Allowed, Func<T, string, T?> Apply)
    where T : ServerUri;
