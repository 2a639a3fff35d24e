using System.Data.Common;

namespace Automua.Functions.Storage.Sql;

/// <summary>A row of <c>provider</c>, which may have been written by hand.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Identifier">The identifier that documents know it by; null when none did.</param>
/// <param name="Name">The name.</param>
/// <param name="ShortName">The short name.</param>
/// <param name="Details">The details, as they are stored.</param>
internal sealed record StoredProvider(long Id, string? Identifier, string? Name, string? ShortName, string? Details) : IStoredProvider
{
    long IStoredProvider.Number => Id;

    /// <summary>Reads the columns id, automua_id, name, short_name and automua_details.</summary>
    public static StoredProvider Read(DbDataReader row, int first) => new(
        row.Number(first), row.TextAt(first + 1), row.TextAt(first + 2), row.TextAt(first + 3), row.TextAt(first + 4));
}
