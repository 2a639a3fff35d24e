using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>What a domain's entity says beside its answer: enough to see whether an import changes it.</summary>
/// <param name="Name">The domain, or the pattern.</param>
/// <param name="Number">Its number: an older domain's is lower.</param>
/// <param name="Provider">The row key of its provider.</param>
/// <param name="DirectoryId">The directory it names; null for none.</param>
/// <param name="Servers">The digest of its servers.</param>
/// <param name="Answer">The digest of its answer.</param>
/// <param name="Version">The version that was read.</param>
internal sealed record StoredDomain(
    DomainPattern Name, long Number, string Provider, int? DirectoryId, string Servers, string Answer, ETag Version)
{
    private const string NumberProperty = "Number";
    private const string ProviderProperty = "Provider";
    private const string DirectoryProperty = "Directory";
    private const string ServersProperty = "Servers";
    private const string AnswerProperty = "Answer";

    /// <summary>The properties that are read.</summary>
    public static readonly string[] Properties =
    [
        nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), NumberProperty, ProviderProperty, DirectoryProperty, ServersProperty,
        AnswerProperty,
    ];

    /// <summary>The properties of a domain in a list.</summary>
    public static readonly string[] ListedProperties = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), ProviderProperty];

    /// <summary>The property that is read where domains are counted.</summary>
    public static readonly string[] ProviderAlone = [ProviderProperty];

    /// <summary>The properties that say which of several domains is the oldest.</summary>
    public static readonly string[] AgeProperties = [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey), NumberProperty];

    /// <summary>What finds a provider's domains among those that a filter finds.</summary>
    public static string OfProvider(string filter, string provider) => $"{filter} and {ProviderCondition(provider)}";

    /// <summary>The part of a filter that finds a provider's domains.</summary>
    public static string ProviderCondition(string provider) => TableClient.CreateQueryFilter($"Provider eq {provider}");

    /// <summary>The part of a filter that finds the domains that name a directory.</summary>
    public static string DirectoryCondition(int directory) => TableClient.CreateQueryFilter($"Directory eq {directory}");

    /// <summary>Reads an entity.</summary>
    /// <exception cref="InvalidDataException">It was written by hand, and its row key is no name.</exception>
    public static StoredDomain Read(TableEntity entity) => new(
        new EntityKey(entity.PartitionKey, entity.RowKey).Pattern,
        NumberOf(entity),
        ProviderOf(entity),
        entity.NumberAt(DirectoryProperty) is >= int.MinValue and <= int.MaxValue and var directory ? (int)directory : null,
        entity.TextAt(ServersProperty) ?? "",
        entity.TextAt(AnswerProperty) ?? "",
        entity.ETag);

    /// <summary>The number of a domain's entity.</summary>
    public static long NumberOf(TableEntity entity) => entity.NumberAt(NumberProperty) ?? 0;

    /// <summary>The fault of a domain that names no provider that there is.</summary>
    public static RowFault WithoutProvider(TableEntity entity) =>
        AzureTable.Fault(entity, ProviderProperty, "names a provider that does not exist");

    /// <summary>The fault of a domain that names no LDAP server that there is.</summary>
    public static RowFault WithoutDirectory(TableEntity entity) =>
        AzureTable.Fault(entity, DirectoryProperty, "names an LDAP server that does not exist");

    /// <summary>The row key of the provider that an entity names.</summary>
    public static string ProviderOf(TableEntity entity) => entity.TextAt(ProviderProperty) ?? "";

    /// <summary>Makes an entity.</summary>
    /// <param name="name">The domain, or the pattern.</param>
    /// <param name="number">Its number.</param>
    /// <param name="provider">The row key of its provider.</param>
    /// <param name="servers">The digest of its servers.</param>
    /// <param name="answer">Its answer.</param>
    /// <param name="packed">The answer, packed.</param>
    public static TableEntity ToEntity(
        DomainPattern name, long number, string provider, string servers, StoredAnswer answer, PackedDocument packed)
    {
        EntityKey key = EntityKey.Of(name);
        TableEntity entity = new(key.Partition, key.Row)
        {
            [NumberProperty] = number, [ProviderProperty] = provider, [ServersProperty] = servers, [AnswerProperty] = packed.Digest,
        };
        if (answer.Directory is { } directory)
            entity[DirectoryProperty] = directory.Id;
        packed.AddTo(entity);
        return entity;
    }

    /// <summary>The digest of servers.</summary>
    public static string DigestOf(ImportedServers servers) => PackedDocument.DigestOf(AnswerWriter.Write(servers));
}
