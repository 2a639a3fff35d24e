namespace Automua.Core.Storage;

/// <summary>
/// The order in which providers are exported, which depends on what is stored alone: by name, then by identifier, those without
/// one first. Of several that bear one name and have no identifier all but the oldest are given one, so that they stay apart when
/// the document is imported.
/// </summary>
public static class ExportOrder
{
    /// <summary>Arranges providers.</summary>
    /// <typeparam name="T">What a store knows of a provider.</typeparam>
    /// <param name="providers">All providers, the oldest first.</param>
    /// <param name="idOf">A provider's identifier; null when it has none.</param>
    /// <param name="nameOf">A provider's name.</param>
    /// <returns>The providers in order, each with the identifier that it has in the document.</returns>
    public static IReadOnlyList<(T Provider, string? Id)> Arrange<T>(
        IReadOnlyCollection<T> providers, Func<T, string?> idOf, Func<T, string> nameOf)
    {
        HashSet<string> ids = [.. providers.Select(idOf).OfType<string>()];
        HashSet<string> names = [];
        return
        [
            .. providers
                .Select(provider => (Provider: provider, Id: idOf(provider) ?? IdFor(nameOf(provider), names, ids)))
                .OrderBy(item => nameOf(item.Provider), StringComparer.Ordinal)
                .ThenBy(item => item.Id, StringComparer.Ordinal),
        ];
    }

    private static string? IdFor(string name, HashSet<string> names, HashSet<string> ids)
    {
        if (names.Add(name))
            return null;
        int number = 2;
        while (!ids.Add($"{name} ({number})"))
            number++;
        return $"{name} ({number})";
    }
}
