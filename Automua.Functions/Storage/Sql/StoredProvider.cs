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
        row.Number(first), TextAt(row, first + 1), TextAt(row, first + 2), TextAt(row, first + 3), TextAt(row, first + 4));

    private static string? TextAt(DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetString(ordinal);
}
