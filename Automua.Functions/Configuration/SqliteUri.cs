namespace Automua.Functions.Configuration;

/// <summary>An SQLite database.</summary>
/// <param name="Path">The file, relative to the working directory or absolute; null for a database in memory.</param>
internal sealed record SqliteUri(string? Path) : DatabaseUri
{
    /// <summary>The name of the database that is used when no <c>db_uri</c> is configured.</summary>
    public const string DefaultFileName = "automua.sqlite";
}
