namespace Automua.Functions.Storage.Sql;

/// <summary>
/// A column of the reference system that has to hold what documents may say: so many characters, and any characters. SQLite
/// holds any text in any column; other databases need to be told.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The column.</param>
/// <param name="Length">How many characters it must hold.</param>
/// <param name="IsRequired">Whether it must hold something.</param>
internal sealed record WiderColumn(string Table, string Name, int Length, bool IsRequired = true)
{
    private const int Host = 255;
    private const int Text = 1024;

    /// <summary>All of them.</summary>
    public static readonly WiderColumn[] All =
    [
        new("provider", "name", 128),
        new("provider", "short_name", 32),
        new("server", "name", Host),
        new("server", "user_name", Text),
        new("davserver", "url", Text),
        new("davserver", "user_name", Text, IsRequired: false),
        new("ldapserver", "name", Host),
        new("ldapserver", "search_base", Text),
        new("ldapserver", "search_filter", Text),
        new("ldapserver", "bind_password", Text, IsRequired: false),
        new("ldapserver", "bind_user", Text, IsRequired: false),
        new("domain", "name", Host + 1),
    ];
}
