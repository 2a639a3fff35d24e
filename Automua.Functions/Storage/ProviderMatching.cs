using System.Collections.Immutable;
using Automua.Core.Documents;

namespace Automua.Functions.Storage;

/// <summary>
/// Finds the providers of an import among those that are stored: by the identifier that the document has for one, else by the
/// name, among those for which no document had an identifier yet.
/// </summary>
internal static class ProviderMatching
{
    /// <summary>
    /// Whether a provider of an import is one that bears its name, though another row: to a seed two rows of one name are one
    /// provider, and to all documents when none has an identifier for it.
    /// </summary>
    /// <param name="imported">The import's provider.</param>
    /// <param name="name">The stored provider's name.</param>
    /// <param name="identifier">The identifier that documents know it by; null when none did.</param>
    public static bool IsNamesake(ImportedProvider imported, string? name, string? identifier) =>
        imported.Id is null && imported.Provider.Name == name && (imported.Details == ImportedDetails.None || identifier is null);

    /// <summary>What is stored of each provider of an import, in its order; null for those that are new.</summary>
    /// <param name="imported">The import's providers.</param>
    /// <param name="stored">Those that are stored, or all of them that come into question; the oldest first.</param>
    public static T?[] Match<T>(ImmutableArray<ImportedProvider> imported, IReadOnlyCollection<T> stored)
        where T : class, IStoredProvider
    {
        T?[] known = new T?[imported.Length];
        HashSet<long> taken = [];
        Take(stored.Where(provider => provider.Identifier is not null).ToLookup(provider => provider.Identifier), provider => provider.Id);
        Take(stored.Where(provider => provider.Identifier is null).ToLookup(provider => provider.Name), provider => provider.Provider.Name);
        return known;

        void Take(ILookup<string?, T> candidates, Func<ImportedProvider, string?> word)
        {
            for (int i = 0; i < known.Length; i++)
            {
                if (known[i] is null && word(imported[i]) is { } wanted)
                    known[i] = candidates[wanted].FirstOrDefault(provider => taken.Add(provider.Number));
            }
        }
    }
}
