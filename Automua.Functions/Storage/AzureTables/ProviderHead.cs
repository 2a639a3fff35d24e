using System.Globalization;
using Automua.Core.Model;
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

    /// <summary>The property that lists the domains.</summary>
    public const string DomainsProperty = "Domains";

    private const char Separator = ' ';

    /// <summary>The properties that are read.</summary>
    public static readonly string[] Properties =
        [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), IdentifierProperty, NameProperty, PendingProperty];

    /// <summary>The properties that are read where domains matter, too.</summary>
    public static readonly string[] ListedProperties = [.. Properties, DomainsProperty];

    /// <summary>Its domains by their names, if that was read; null when they are too many to be told.</summary>
    public IReadOnlyList<string>? Domains { get; init; }

    /// <summary>How many domains it lists; null when it lists none of its many, or its list cannot be relied on.</summary>
    public int? CountOfDomains => IsPending ? null : Domains?.Count;

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

    /// <summary>Whether it lists a domain.</summary>
    public bool Lists(DomainPattern domain) => Domains?.Contains(domain.Value) ?? false;

    /// <summary>Whether a row key is a provider's: those that other hands made up are nobody's.</summary>
    public static bool IsKey(string row) =>
        long.TryParse(row, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && EntityKey.OfProvider(number).Row == row;

    /// <summary>Reads an entity, whose row key is one.</summary>
    public static ProviderHead Read(TableEntity entity) => new(
        NumberOf(entity),
        entity.TextAt(IdentifierProperty),
        entity.TextAt(NameProperty),
        entity.FlagAt(PendingProperty),
        entity.ETag)
    {
        Domains = DomainsOf(entity),
    };

    /// <summary>The names of the domains that a provider's entity lists; null when it lists none of its many.</summary>
    public static string[]? DomainsOf(TableEntity entity) =>
        entity.TextAt(DomainsProperty)?.Split(Separator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Such a list.</summary>
    public static string ListOf(IEnumerable<DomainPattern> domains) => string.Join(Separator, domains);

    /// <summary>The number of a provider's entity.</summary>
    public static long NumberOf(TableEntity entity) => long.Parse(entity.RowKey, CultureInfo.InvariantCulture);
}
