namespace Automua.Core.Storage;

/// <summary>A wrong value in a store, where an administrator can find it.</summary>
/// <param name="Table">The table.</param>
/// <param name="Id">The row's number.</param>
/// <param name="Column">The column.</param>
/// <param name="Problem">What is wrong, as the rest of a sentence that begins with the column's name.</param>
public sealed record RowFault(string Table, long Id, string Column, string Problem)
{
    /// <summary>The row's key, where rows have no numbers.</summary>
    public string? Key { get; init; }

    /// <summary>The fault as a sentence for a log.</summary>
    public override string ToString() => $"{Table} row {Key ?? $"{Id}"}: {Column} {Problem}";
}
