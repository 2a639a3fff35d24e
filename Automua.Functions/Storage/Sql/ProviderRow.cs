using System.Data.Common;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>A row of <c>provider</c> as far as it can be understood.</summary>
/// <param name="Stored">What it holds, as it is written.</param>
/// <param name="Provider">The provider as documents can say it; null when the row is wrong.</param>
/// <param name="Fault">What is wrong.</param>
internal sealed record ProviderRow(StoredProvider Stored, Provider? Provider, RowFault? Fault)
{
    /// <summary>Its number.</summary>
    public long Id => Stored.Id;

    /// <summary>The identifier that documents know it by; null when none did.</summary>
    public string? Identifier => Stored.Identifier;

    /// <summary>What administrators call it by: the identifier or, without one, the name as it is written.</summary>
    public string Key => Stored.Identifier ?? Stored.Name ?? "";

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
        return new ProviderRow(new StoredProvider(id, row.TextAt(4), row.TextAt(1), row.TextAt(2), row.TextAt(3)), provider, fault);
    }
}
