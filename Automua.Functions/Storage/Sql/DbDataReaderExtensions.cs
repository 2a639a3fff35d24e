using System.Data.Common;
using System.Globalization;

namespace Automua.Functions.Storage.Sql;

/// <summary>Reads columns whose type depends on the database.</summary>
internal static class DbDataReaderExtensions
{
    /// <summary>A whole number, however wide the column is.</summary>
    public static long Number(this DbDataReader row, int column) => row.GetValue(column) switch
    {
        long number => number,
        int number => number,
        var other => Convert.ToInt64(other, CultureInfo.InvariantCulture),
    };
}
