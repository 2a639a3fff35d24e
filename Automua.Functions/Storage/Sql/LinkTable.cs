using System.Data.Common;

namespace Automua.Functions.Storage.Sql;

/// <summary>A table of servers and the table that links its rows to domains.</summary>
/// <typeparam name="T">What a row is in the model.</typeparam>
/// <param name="Name">The table.</param>
/// <param name="Columns">Its columns, the number first.</param>
/// <param name="Read">Makes the model's value from a row; null when the row is wrong.</param>
/// <param name="Values">The columns' values, without the number.</param>
internal sealed record LinkTable<T>(
    string Name, string[] Columns, Func<DbDataReader, int, T?> Read, Func<T, object?[]> Values)
    where T : class
{
    /// <summary>The table that links servers to domains.</summary>
    public string Links => $"{Name}_domain";

    /// <summary>The columns of <see cref="Links"/>.</summary>
    public string[] LinkColumns => [$"{Name}_id", "domain_id"];
}
