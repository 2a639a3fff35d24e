using Automua.Core.Model;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>A directory's entity.</summary>
/// <param name="Server">The directory.</param>
internal sealed record StoredDirectory(DirectoryServer Server)
{
    /// <summary>Whether an import is at work, or was broken off: domains may hold what the directory was before.</summary>
    public bool IsPending { get; init; }

    /// <summary>The version that was read; null for a new one.</summary>
    public ETag? Version { get; init; }

    /// <summary>Reads an entity.</summary>
    /// <exception cref="InvalidDataException">It was written by hand, and is wrong.</exception>
    public static StoredDirectory Read(TableEntity entity) => new(AnswerReader.ReadDirectory(entity))
    {
        IsPending = entity.FlagAt(ProviderHead.PendingProperty), Version = entity.ETag,
    };

    /// <summary>Makes the entity.</summary>
    public TableEntity ToEntity()
    {
        EntityKey key = EntityKey.OfDirectory(Server.Id);
        TableEntity entity = new(key.Partition, key.Row) { [ProviderHead.PendingProperty] = IsPending };
        PackedDocument.Pack(AnswerWriter.Write(Server)).AddTo(entity);
        return entity;
    }
}
