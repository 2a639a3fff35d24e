namespace Automua.Functions.Configuration;

/// <summary>An SQLite database.</summary>
/// <param name="Path">The file, relative to the working directory or absolute; null for a database in memory.</param>
internal sealed record SqliteUri(string? Path) : DatabaseUri
{
    /// <summary>The name of the database that is used when no <c>db_uri</c> is configured.</summary>
    public const string DefaultFileName = "automua.sqlite";

    /// <summary>What the URI begins with.</summary>
    public const string Scheme = "sqlite";

    private const string Memory = ":memory:";

    /// <inheritdoc/>
    public override string Kind => "SQLite";

    /// <summary>Reads what follows the scheme.</summary>
    /// <returns>See <see cref="DatabaseUri.Parse"/>.</returns>
    public static (DatabaseUri? Uri, string? Problem) Read(string rest)
    {
        if (rest.Contains('?', StringComparison.Ordinal))
            return (null, "has options behind a question mark, which SQLite databases do not take here");
        if (rest.Length > 0 && rest[0] != '/')
            return (null, $"names a host, and SQLite has none; allowed are {AllowedForms}");

        string path = rest.Length > 0 ? rest[1..] : "";
        return (new SqliteUri(path is "" or Memory ? null : path), null);
    }
}
