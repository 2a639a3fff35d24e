using Automua.Core.Model;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>A provider's entity.</summary>
/// <param name="Number">Its number: an older provider's is lower.</param>
/// <param name="Answer">What is answered to whoever asks for the provider itself.</param>
internal sealed record StoredProvider(long Number, StoredAnswer Answer)
{
    private const string NumberProperty = "Number";

    /// <summary>Its row key, by which domains name it.</summary>
    public string Key => EntityKey.OfProvider(Number).Row;

    /// <summary>The identifier that documents know it by; null when none did.</summary>
    public string? Identifier { get; init; }

    /// <summary>Its domains in the order in which they came, as long as they are so few that they may be told; null when they are more.</summary>
    public IReadOnlyList<DomainPattern>? Domains { get; init; } = [];

    /// <summary>Whether an import is at work, or was broken off: domains may hold what the provider was before.</summary>
    public bool IsPending { get; init; }

    /// <summary>The version that was read; null for a new one.</summary>
    public ETag? Version { get; init; }

    /// <summary>What finds the names under which a provider is asked for.</summary>
    /// <param name="filter">What finds those of all providers.</param>
    public string NamesFilter(string filter) => $"{filter} and {TableClient.CreateQueryFilter($"Number eq {Number}")}";

    /// <summary>Reads an entity.</summary>
    /// <exception cref="InvalidDataException">It was written by hand, and is wrong.</exception>
    public static StoredProvider Read(TableEntity entity) => new(ProviderHead.NumberOf(entity), AnswerReader.ReadAnswer(entity))
    {
        Identifier = entity.TextAt(ProviderHead.IdentifierProperty),
        Domains = ProviderHead.DomainsOf(entity)?.Select(DomainPattern.Parse).ToArray(),
        IsPending = entity.FlagAt(ProviderHead.PendingProperty),
        Version = entity.ETag,
    };

    /// <summary>Makes the entity.</summary>
    public TableEntity ToEntity()
    {
        TableEntity entity = new(EntityKey.Providers, Key)
        {
            [ProviderHead.PendingProperty] = IsPending, [ProviderHead.NameProperty] = Answer.Provider.Name,
        };
        if (Identifier is not null)
            entity[ProviderHead.IdentifierProperty] = Identifier;
        if (Domains is not null)
            entity[ProviderHead.DomainsProperty] = ProviderHead.ListOf(Domains);
        PackedDocument.Pack(AnswerWriter.Write(Answer)).AddTo(entity);
        return entity;
    }

    /// <summary>Makes the entity of a name under which the provider is asked for.</summary>
    public TableEntity ToEntity(EntityKey name)
    {
        TableEntity entity = new(name.Partition, name.Row) { [NumberProperty] = Number };
        PackedDocument.Pack(AnswerWriter.Write(Answer)).AddTo(entity);
        return entity;
    }

    /// <summary>The entities of the names under which the provider is asked for.</summary>
    public IEnumerable<EntityKey> Names => Answer.Provider.Hosts
        .Select(host => EntityKey.Of(host, ProviderNameKind.Host, Number))
        .Concat(Answer.Provider.MxDomains.Select(exchanger => EntityKey.Of(exchanger, ProviderNameKind.MailExchanger, Number)))
        .Distinct();
}
