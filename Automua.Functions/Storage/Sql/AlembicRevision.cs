namespace Automua.Functions.Storage.Sql;

/// <summary>The mark of the reference system's own migrations, which some of its databases bear.</summary>
internal static class AlembicRevision
{
    /// <summary>The table that holds the mark.</summary>
    public const string Table = "alembic_version";

    /// <summary>
    /// Says in a database of an older revision that it has the columns and tables of the newest, once it has: the reference
    /// system's migrations would add them again, and fail.
    /// </summary>
    public const string Raise = $"""
        UPDATE {Table} SET version_num = '43ebb40d0578' WHERE version_num IN ('f62e64b43d2f', '5334f8a8282c')
        """;
}
