using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;
using Automua.Functions.Storage.AzureTables;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace Automua.Functions.Tests.Storage;

/// <summary>A store in Table Storage as one program has it, and the table behind it as another hand has it.</summary>
internal sealed class OpenedTables : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OpenedTables(string connection)
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(connection);
        Assert.Null(problem);
        _services = new ServiceCollection().AddLogging().AddConfigurationStore(uri!, echo: false).BuildServiceProvider();
        Table = new TableClient(connection, AzureTable.Name);
    }

    public TableClient Table { get; }

    public IConfigurationStore Store => _services.GetRequiredService<IConfigurationStore>();

    public IStorePreparation Preparation => _services.GetRequiredService<IStorePreparation>();

    /// <summary>Opens a store; nothing is asked yet.</summary>
    public static OpenedTables Of(string connection) => new(connection);

    /// <summary>Opens a store and prepares it.</summary>
    public static async Task<OpenedTables> OpenAsync(string connection)
    {
        OpenedTables opened = new(connection);
        await opened.Preparation.PrepareAsync(CancellationToken.None);
        return opened;
    }

    public Task<ImportResult> ImportAsync(ImportDocument document, ImportMode mode = ImportMode.Merge) =>
        Store.ImportAsync(document, mode, CancellationToken.None);

    public async Task<IReadOnlyList<ExportedItem>> ExportAsync()
    {
        List<ExportedItem> items = [];
        await foreach (ExportedItem item in Store.ExportAsync(CancellationToken.None))
            items.Add(item);
        return items;
    }

    public Task<DomainLookup> FindAsync(string domain) =>
        Store.FindAsync(DomainName.Parse(domain), DomainMatch.Any, CancellationToken.None);

    public async Task<DomainConfiguration> FoundAsync(string domain) => Assert.IsType<DomainFound>(await FindAsync(domain)).Configuration;

    /// <summary>The mark of a domain's servers, as import documents of tests have it; null when the domain is unknown.</summary>
    public async Task<string?> MarkAsync(string domain) =>
        await FindAsync(domain) is DomainFound(var found) ? found.Incoming[0].Host.Text.Split('.')[1] : null;

    /// <summary>A domain's entity.</summary>
    public async Task<TableEntity> EntityAsync(string domain)
    {
        EntityKey key = EntityKey.Of(DomainPattern.Parse(domain));
        return await Table.GetEntityAsync<TableEntity>(key.Partition, key.Row);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
