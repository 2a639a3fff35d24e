using System.Data.Common;
using System.Globalization;

namespace Automua.Functions.Storage.Sql;

/// <summary>Reads columns whose type depends on the database.</summary>
internal static class DbDataReaderExtensions
{
    /// <summary>A number that no row has.</summary>
    public const long NoRow = -1;

    /// <summary>A text as it is written; null for NULL.</summary>
    public static string? TextAt(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The number of another row, however wide the column is; null for NULL, and one that no row has for what is no number.</summary>
    public static long? Reference(this DbDataReader row, int column) => row.GetValue(column) switch
    {
        DBNull => null,
        long number => number,
        int number => number,
        string or byte[] or double => NoRow,
        var other => Convert.ToInt64(other, CultureInfo.InvariantCulture),
    };

    /// <summary>A whole number, however wide the column is.</summary>
    public static long Number(this DbDataReader row, int column) => row.GetValue(column) switch
    {
        long number => number,
        int number => number,
        var other => Convert.ToInt64(other, CultureInfo.InvariantCulture),
    };
}
