namespace Automua.Functions.Storage.Sql;

/// <summary>
/// Statements for the highest number that a row has or had, as far as links still tell: a new row must not take the number of one
/// that is gone, or what was left behind would become its own.
/// </summary>
internal static class RowNumbers
{
    /// <summary>The highest number of a provider.</summary>
    public static readonly string LastProvider = Last(
        ("provider", "id"), ("domain", "provider_id"), ("automua_host", "provider_id"),
        (LinkTables.Mail.Links(LinkOwnerKind.Provider), "provider_id"), (LinkTables.Dav.Links(LinkOwnerKind.Provider), "provider_id"));

    /// <summary>The highest number of a domain.</summary>
    public static readonly string LastDomain = Last(
        ("domain", "id"), (LinkTables.Mail.Links(LinkOwnerKind.Domain), "domain_id"), (LinkTables.Dav.Links(LinkOwnerKind.Domain), "domain_id"));

    /// <summary>The highest number of a server.</summary>
    public static string LastOf<T>(LinkTable<T> table)
        where T : class => Last(
        (table.Name, "id"), (table.Links(LinkOwnerKind.Domain), table.IdColumn), (table.Links(LinkOwnerKind.Provider), table.IdColumn));

    // SQLite holds any type in any column; texts are above all numbers there.
    private static string Last(params ReadOnlySpan<(string Table, string Column)> columns)
    {
        List<string> each = [];
        foreach ((string table, string column) in columns)
            each.Add($"SELECT MAX({column}) AS n FROM {table} WHERE {column} <= {long.MaxValue}");
        return $"SELECT MAX(n) FROM ({string.Join(" UNION ALL ", each)}) numbers";
    }
}
