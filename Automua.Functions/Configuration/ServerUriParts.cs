using System.Globalization;
using System.Net;

namespace Automua.Functions.Configuration;

/// <summary>What stands behind the scheme of the URI of a database on a server: <c>user:password@host:port/database?options</c>.</summary>
internal sealed record ServerUriParts(string User, string? Password, string Host, int? Port, string Database, string Query)
{
    private const string Escapes = "in user name and password the characters @ : / ? # % are written %40 %3A %2F %3F %23 %25";

    /// <summary>Takes the parts apart and undoes their percent-encoding, as SQLAlchemy does it.</summary>
    /// <returns>The parts, or the rest of a sentence that says what is wrong, and repeats nothing.</returns>
    public static (ServerUriParts? Parts, string? Problem) Read(string rest)
    {
        // A user name has no slash, a password may.
        int at = rest.IndexOf('@', StringComparison.Ordinal);
        string login = at < 0 || rest.AsSpan(0, at).IndexOfAny('/', ':') is var end && end >= 0 && rest[end] == '/' ? "" : rest[..at];
        string server = login.Length == 0 && at != 0 ? rest : rest[(at + 1)..];
        string[] credentials = login.Split(':', 2);
        if (credentials[0].Length == 0)
            return (null, "names no user");

        string[] addressAndQuery = server.Split('?', 2);
        string[] addressAndDatabase = addressAndQuery[0].Split('/', 2);
        if (ReadHost(addressAndDatabase[0]) is not { } address)
            return (null, $"has a host or a port that can be none; {Escapes}");
        if (addressAndDatabase.Length < 2 || addressAndDatabase[1].Length == 0)
            return (null, "names no database behind the host");
        // Then the host is a piece of the password, and so is the rest.
        if (addressAndDatabase[1].Contains('@', StringComparison.Ordinal))
            return (null, $"has an @ in the name of the database; {Escapes}");
        return (
            new ServerUriParts(
                Uri.UnescapeDataString(credentials[0]),
                credentials.Length < 2 ? null : Uri.UnescapeDataString(credentials[1]),
                address.Host,
                address.Port,
                Uri.UnescapeDataString(addressAndDatabase[1]),
                addressAndQuery.Length < 2 ? "" : addressAndQuery[1]),
            null);
    }

    /// <summary>Applies the options.</summary>
    /// <returns>See <see cref="DatabaseUri.Parse"/>.</returns>
    public (T? Uri, string? Problem) Apply<T>(T uri, IReadOnlyDictionary<string, UriOption<T>> options)
        where T : ServerUri
    {
        foreach (string item in Query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = [.. item.Split('=', 2).Select(WebUtility.UrlDecode).OfType<string>()];
            if (!options.TryGetValue(pair[0], out UriOption<T>? option))
                return (null, $"has an option{Unknown(pair[0])} that is not known; known are {string.Join(", ", options.Keys)}; {Escapes}");
            if (pair.Length < 2 || option.Apply(uri, pair[1]) is not { } next)
                return (null, $"has an option {pair[0]} whose value is not allowed; allowed are {option.Allowed}");
            uri = next;
        }

        return uri.Host.Length > 0 ? (uri, null) : (null, "names no host");
    }

    // What looks like a name may be a piece of a password, and is one where an @ follows.
    private string Unknown(string name) =>
        !Query.Contains('@', StringComparison.Ordinal) && name.All(letter => char.IsAsciiLetterLower(letter) || letter == '_') ? $" '{name}'" : "";

    private static (string Host, int? Port)? ReadHost(string text)
    {
        // IPv6 stands in brackets, for the colon's sake.
        int bracket = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        int colon = text.IndexOf(':', bracket + 1);
        string host = colon < 0 ? text : text[..colon];
        if (bracket > 0)
            host = host.Trim('[', ']');
        if (host.Length > 0 && Uri.CheckHostName(host) == UriHostNameType.Unknown)
            return null;
        if (colon < 0)
            return (host, null);
        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && port is > 0 and <= IPEndPoint.MaxPort
            ? (host, port)
            : null;
    }
}
