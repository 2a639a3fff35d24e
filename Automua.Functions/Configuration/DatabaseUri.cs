namespace Automua.Functions.Configuration;

/// <summary>A <c>db_uri</c>, in one of SQLAlchemy's forms or of Azure's: which backend, and where.</summary>
internal abstract record DatabaseUri
{
    /// <summary>Every form that is understood, for messages.</summary>
    public const string AllowedForms =
        $"sqlite:///relative/path, sqlite:////absolute/path, sqlite:///:memory:, "
        + $"{PostgreSqlUri.AllowedForm}, {MySqlUri.AllowedForm}, {AzureTablesUri.Forms}";

    /// <summary>The kind of store, for people.</summary>
    public abstract string Kind { get; }

    /// <summary>Reads a <c>db_uri</c>.</summary>
    /// <returns>The URI, or the rest of a sentence that says what is wrong with it. It repeats the scheme and names of options only: the rest may hold a password.</returns>
    public static (DatabaseUri? Uri, string? Problem) Parse(string text)
    {
        if (AzureTablesUri.IsMeant(text))
            return AzureTablesUri.Parse(text);
        int colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon < 1)
            return (null, $"is not a URI; allowed are {AllowedForms}");

        // SQLAlchemy: dialect+driver. The driver is Python's affair.
        string scheme = text[..colon];
        string rest = text[(colon + "://".Length)..];
        return scheme.Split('+', 2)[0].ToLowerInvariant() switch
        {
            SqliteUri.Scheme => SqliteUri.Read(rest),
            PostgreSqlUri.Scheme => PostgreSqlUri.Read(rest),
            MySqlUri.Scheme or MySqlUri.MariaDbScheme => MySqlUri.Read(rest),
            _ => (null, $"has the scheme '{scheme}'; allowed are {AllowedForms}"),
        };
    }
}
