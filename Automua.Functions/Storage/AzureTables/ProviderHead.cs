using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>What a provider's entity says beside its answer: enough to find those of a document.</summary>
/// <param name="Number">Its number: an older provider's is lower.</param>
/// <param name="Identifier">The identifier that documents know it by; null when none did.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsPending">Whether an import is at work, or was broken off.</param>
/// <param name="Version">The version that was read.</param>
internal sealed record ProviderHead(long Number, string? Identifier, string? Name, bool IsPending, ETag Version) : IStoredProvider
{
    /// <summary>The property that holds the identifier.</summary>
    public const string IdentifierProperty = "Identifier";

    /// <summary>The property that holds the name.</summary>
    public const string NameProperty = "Name";

    /// <summary>The property that marks an entity, see <see cref="StoredProvider.IsPending"/>.</summary>
    public const string PendingProperty = "Pending";

    /// <summary>The properties that are read.</summary>
    public static readonly string[] Properties =
        [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), IdentifierProperty, NameProperty, PendingProperty];

    /// <summary>Its row key, by which domains name it.</summary>
    public string Key => EntityKey.OfProvider(Number).Row;

    /// <summary>What administrators call it by.</summary>
    public string KnownAs => Identifier ?? Name ?? "";

    /// <summary>The one that a key means: by the identifier, else by the name, and of several the oldest; null when there is none.</summary>
    /// <param name="key">The key.</param>
    /// <param name="heads">All providers, the oldest first.</param>
    public static ProviderHead? Of(string key, IReadOnlyList<ProviderHead> heads) =>
        heads.FirstOrDefault(head => head.Identifier == key)
        ?? heads.FirstOrDefault(head => head.Identifier is null && head.Name == key);

    /// <summary>Reads an entity.</summary>
    public static ProviderHead Read(TableEntity entity) => new(
        NumberOf(entity),
        entity.GetString(IdentifierProperty),
        entity.GetString(NameProperty),
        entity.GetBoolean(PendingProperty) ?? false,
        entity.ETag);

    /// <summary>The number of a provider's entity.</summary>
    public static long NumberOf(TableEntity entity) => long.Parse(entity.RowKey, CultureInfo.InvariantCulture);
}
