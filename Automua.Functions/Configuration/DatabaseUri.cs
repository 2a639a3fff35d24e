namespace Automua.Functions.Configuration;

/// <summary>A <c>db_uri</c>, in one of SQLAlchemy's forms or of Azure's: which backend, and where.</summary>
internal abstract record DatabaseUri
{
    private const string Sqlite = "sqlite";
    private const string SqliteMemory = ":memory:";

    /// <summary>Every form that is understood, for messages.</summary>
    public const string AllowedForms = "sqlite:///relative/path, sqlite:////absolute/path, sqlite:///:memory:, " + AzureTablesUri.Forms;

    /// <summary>Reads a <c>db_uri</c>.</summary>
    /// <returns>The URI, or the rest of a sentence that says what is wrong with it. It repeats the scheme only: the rest may hold a password.</returns>
    public static (DatabaseUri? Uri, string? Problem) Parse(string text)
    {
        if (AzureTablesUri.IsMeant(text))
            return AzureTablesUri.Parse(text);
        int colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon < 1)
            return (null, $"is not a URI; allowed are {AllowedForms}");

        // SQLAlchemy: dialect+driver. The driver is Python's affair.
        string scheme = text[..colon];
        string dialect = scheme.Split('+', 2)[0].ToLowerInvariant();
        if (dialect != Sqlite)
            return (null, $"has the scheme '{scheme}'; allowed are {AllowedForms}");
        string rest = text[(colon + "://".Length)..];
        if (rest.Contains('?', StringComparison.Ordinal))
            return (null, "has options behind a question mark, which SQLite databases do not take here");
        if (rest.Length > 0 && rest[0] != '/')
            return (null, $"names a host, and SQLite has none; allowed are {AllowedForms}");

        string path = rest.Length > 0 ? rest[1..] : "";
        return (new SqliteUri(path is "" or SqliteMemory ? null : path), null);
    }
}
