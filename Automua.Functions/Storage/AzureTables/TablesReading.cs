using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>Reads one domain or one provider, as an export tells it.</summary>
internal sealed class TablesReading(TableClient client)
{
    private readonly TableReader _reader = new(client);

    /// <summary>Reads what is stored under a domain's own name, and what its entity says beside that; null when there is none.</summary>
    public async Task<(DomainReading Reading, StoredDomain? Stored)> DomainAsync(DomainPattern name, CancellationToken cancellation) =>
        await TableReader.PointAsync(client, EntityKey.Of(name), null, cancellation) is { } entity
            ? (await ReadAsync(name, entity, cancellation), StoredDomain.Read(entity))
            : (DomainReading.Absent, null);

    /// <summary>
    /// Reads the provider that a key means, with its own servers or, when it has none, those of its oldest domain, as far as they
    /// are right; null when there is none, or it is wrong.
    /// </summary>
    public async Task<ExportedProvider?> ProviderAsync(string key, CancellationToken cancellation)
    {
        if (ProviderHead.Of(key, await _reader.ProviderHeadsAsync(cancellation)) is not { } head
            || await TableReader.PointAsync(client, EntityKey.OfProvider(head.Number), null, cancellation) is not { } entity
            || AzureTable.TryRead(entity, StoredProvider.Read, out _) is not { } provider)
            return null;
        ImportedServers servers = provider.Answer.Servers;
        if (servers == ImportedServers.None)
            servers = await ServersOfOldestAsync(provider, cancellation);
        return new ExportedProvider(provider.Identifier, provider.Answer.Provider, servers, []);
    }

    private async Task<DomainReading> ReadAsync(DomainPattern name, TableEntity entity, CancellationToken cancellation)
    {
        EntityKey owner = new(EntityKey.Providers, StoredDomain.ProviderOf(entity));
        TableEntity? provider = ProviderHead.IsKey(owner.Row)
            ? await TableReader.PointAsync(client, owner, ProviderHead.Properties, cancellation)
            : null;
        if (provider is null)
            return new DomainReading(null, StoredDomain.WithoutProvider(entity));
        if (AzureTable.TryRead(entity, AnswerReader.ReadAnswer, out RowFault? fault) is not { } answer)
            return new DomainReading(null, fault);
        int? directory = answer.Directory?.Id;
        if (directory is { } id
            && await TableReader.PointAsync(client, EntityKey.OfDirectory(id), TableReader.Keys, cancellation) is null)
            return new DomainReading(null, StoredDomain.WithoutDirectory(entity));
        return new DomainReading(new DomainEntry(name, ProviderHead.Read(provider).KnownAs, answer.Servers, directory), null);
    }

    private async Task<ImportedServers> ServersOfOldestAsync(StoredProvider provider, CancellationToken cancellation)
    {
        EntityKey? oldest = provider is { IsPending: false, Domains: { } listed }
            ? listed.Select(domain => (EntityKey?)EntityKey.Of(domain)).FirstOrDefault()
            : await _reader.OldestOfAsync(provider.Key, cancellation);
        return oldest is { } key
            && await TableReader.PointAsync(client, key, null, cancellation) is { } entity
            && AnswerReader.TryReadAnswer(entity) is { } answer
            ? answer.Servers
            : ImportedServers.None;
    }
}
