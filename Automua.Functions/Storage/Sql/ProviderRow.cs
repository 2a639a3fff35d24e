using System.Data.Common;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>A row of <c>provider</c> as far as it can be understood.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Identifier">The identifier that documents know it by; null when none did.</param>
/// <param name="Provider">The provider as documents can say it; null when the row is wrong.</param>
/// <param name="Fault">What is wrong.</param>
internal sealed record ProviderRow(long Id, string? Identifier, Provider? Provider, RowFault? Fault)
{
    /// <summary>Reads the columns id, name, short_name, automua_details and automua_id.</summary>
    public static ProviderRow Read(DbDataReader row)
    {
        RowFault? fault = null;
        long id = row.Number(0);
        Provider? provider = RowReader.ReadProvider(row, 0, ref fault);
        // SQLite holds texts longer than their columns; others cut the short name, or refuse it.
        if (provider?.Name.Length > Provider.LongestName)
            (provider, fault) = (null, new RowFault("provider", id, "name", $"is longer than {Provider.LongestName} characters"));
        else if (provider?.ShortName.Length > Provider.LongestShortName)
            provider = provider with { ShortName = Provider.Shortened(provider.ShortName) };
        return new ProviderRow(id, row.IsDBNull(4) ? null : row.GetString(4), provider, fault);
    }
}
