using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Reads properties that another hand may have saved as another type: those hold nothing.</summary>
internal static class TableEntityExtensions
{
    /// <summary>A text; null when there is none.</summary>
    public static string? TextAt(this TableEntity entity, string property) => ValueAt(entity, property) as string;

    /// <summary>A whole number, however wide; null when there is none.</summary>
    public static long? NumberAt(this TableEntity entity, string property) => ValueAt(entity, property) switch
    {
        long number => number,
        int number => number,
        _ => null,
    };

    /// <summary>Whether a flag is set.</summary>
    public static bool FlagAt(this TableEntity entity, string property) => ValueAt(entity, property) is true;

    private static object? ValueAt(TableEntity entity, string property) => entity.TryGetValue(property, out object? value) ? value : null;
}
