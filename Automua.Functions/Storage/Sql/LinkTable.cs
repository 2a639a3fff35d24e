namespace Automua.Functions.Storage.Sql;

/// <summary>A table of servers and the tables that link its rows to domains and providers.</summary>
/// <typeparam name="T">What a row is in the model.</typeparam>
/// <param name="Name">The table.</param>
/// <param name="Columns">Its columns, the number first.</param>
/// <param name="Read">Makes the model's value from a row.</param>
/// <param name="Values">The columns' values, without the number.</param>
internal sealed record LinkTable<T>(
    string Name, string[] Columns, RowReading<T> Read, Func<T, object?[]> Values)
    where T : class
{
    /// <summary>The column of the tables of links that holds a server's number.</summary>
    public string IdColumn => $"{Name}_id";

    /// <summary>The condition of a row that nobody has.</summary>
    public string IsUnused => string.Join(
        " AND ",
        Enum.GetValues<LinkOwnerKind>().Select(kind => $"NOT EXISTS (SELECT 1 FROM {Links(kind)} l WHERE l.{IdColumn} = {Name}.id)"));

    /// <summary>The condition of a link of <see cref="Links"/> whose owner is gone.</summary>
    public string IsOwnerless(LinkOwnerKind kind)
    {
        string owners = kind == LinkOwnerKind.Domain ? "domain" : "provider";
        return $"NOT EXISTS (SELECT 1 FROM {owners} o WHERE o.id = {Links(kind)}.{OwnerColumn(kind)})";
    }

    /// <summary>The table that links servers to owners.</summary>
    public string Links(LinkOwnerKind kind) => kind == LinkOwnerKind.Domain ? $"{Name}_domain" : $"automua_{Name}_provider";

    /// <summary>The column of <see cref="Links"/> that holds an owner's number.</summary>
    public static string OwnerColumn(LinkOwnerKind kind) => kind == LinkOwnerKind.Domain ? "domain_id" : "provider_id";
}
