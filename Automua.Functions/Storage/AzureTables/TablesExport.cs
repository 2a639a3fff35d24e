using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Azure.Data.Tables;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>
/// Reads everything, 1,000 entities a request. Of a domain its name is kept, and which servers it has: equal ones are there once.
/// </summary>
internal sealed class TablesExport(TableClient client)
{
    private readonly TableReader _reader = new(client);
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, DirectoryServer> _directories = [];
    private readonly List<(ProviderHead Head, StoredAnswer? Answer, RowFault? Fault)> _providers = [];
    private readonly Dictionary<string, List<ExportedDomain>> _domains = [];
    private readonly Dictionary<string, (ImportedServers Servers, int? DirectoryId)> _answers = [];
    private readonly Dictionary<string, ImportedServers> _servers = [];
    private readonly List<ExportGap> _gaps = [];

    /// <summary>Reads; what comes of it is in order.</summary>
    public async Task<IEnumerable<ExportedItem>> RunAsync(CancellationToken cancellation)
    {
        await _reader.ReadAsync([EntityKey.AllOf(EntityKey.Directories)], null, TakeDirectory, cancellation);
        await _reader.ReadAsync([EntityKey.AllOf(EntityKey.Providers)], null, TakeProvider, cancellation);
        await _reader.ReadAsync(EntityKey.DomainRanges, null, TakeDomain, cancellation);
        return Items();
    }

    private IEnumerable<ExportedItem> Items()
    {
        foreach (DirectoryServer directory in _directories.Values)
            yield return new ExportedDirectory(directory);
        foreach (((ProviderHead head, StoredAnswer? answer, RowFault? fault), string? id) in ExportOrder.Arrange(
            _providers, provider => provider.Head.Identifier, provider => provider.Head.Name ?? ""))
        {
            List<ExportedDomain> domains = _domains[head.Key];
            domains.Sort((one, other) => string.CompareOrdinal(one.Name.Value, other.Name.Value));
            yield return answer is null
                ? new ExportGap(fault!, domains.Count)
                : new ExportedProvider(id, answer.Provider, answer.Servers, [.. domains]);
        }

        foreach (ExportGap gap in _gaps)
            yield return gap;
    }

    private void TakeDirectory(TableEntity entity)
    {
        if (AzureTable.TryRead(entity, AnswerReader.ReadDirectory, out RowFault? fault) is { } directory)
            _directories.Add(directory.Id, directory);
        else
            _gaps.Add(new ExportGap(fault!, 0));
    }

    private void TakeProvider(TableEntity entity)
    {
        if (!ProviderHead.IsKey(entity.RowKey))
        {
            _gaps.Add(new ExportGap(AzureTable.Fault(entity, nameof(entity.RowKey), "is no number of ten digits"), 0));
            return;
        }

        ProviderHead head = ProviderHead.Read(entity);
        StoredAnswer? answer = AzureTable.TryRead(entity, AnswerReader.ReadAnswer, out RowFault? fault);
        _providers.Add((head, answer, fault));
        _domains.Add(head.Key, []);
    }

    private void TakeDomain(TableEntity entity)
    {
        lock (_gate)
        {
            if (!_domains.TryGetValue(StoredDomain.ProviderOf(entity), out List<ExportedDomain>? domains))
                _gaps.Add(new ExportGap(StoredDomain.WithoutProvider(entity), 1));
            else if (AzureTable.TryRead(entity, DomainOf, out RowFault? fault) is not { } domain)
                _gaps.Add(new ExportGap(fault!, 1));
            else if (domain.DirectoryId is { } id && !_directories.ContainsKey(id))
                _gaps.Add(new ExportGap(StoredDomain.WithoutDirectory(entity), 1));
            else
                domains.Add(domain);
        }
    }

    private ExportedDomain? DomainOf(TableEntity entity)
    {
        string digest = PackedDocument.DigestOf(entity);
        if (!_answers.TryGetValue(digest, out (ImportedServers Servers, int? DirectoryId) known))
        {
            StoredAnswer answer = AnswerReader.ReadAnswer(entity);
            string servers = StoredDomain.DigestOf(answer.Servers);
            _servers.TryAdd(servers, answer.Servers);
            known = (_servers[servers], answer.Directory?.Id);
            _answers.Add(digest, known);
        }

        return new ExportedDomain(StoredDomain.Read(entity).Name, known.Servers, known.DirectoryId);
    }
}
