using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Automua.Functions.Tests.Storage;

/// <summary>What every store does, whatever holds its data. A backend derives and says where an empty database is.</summary>
public abstract partial class StoreContract : IAsyncLifetime
{
    private ServiceProvider _services = null!;

    private IConfigurationStore Store => _services.GetRequiredService<IConfigurationStore>();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        (DatabaseUri? uri, string? problem) = DatabaseUri.Parse(await NewDatabaseAsync());
        Assert.Null(problem);
        _services = new ServiceCollection().AddLogging().AddConfigurationStore(uri!, echo: false).BuildServiceProvider();
        await _services.GetRequiredService<IStorePreparation>().PrepareAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await RemoveDatabaseAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The <c>db_uri</c> of a database that holds nothing and belongs to this test alone.</summary>
    protected abstract Task<string> NewDatabaseAsync();

    /// <summary>Removes what <see cref="NewDatabaseAsync"/> made.</summary>
    protected virtual Task RemoveDatabaseAsync() => Task.CompletedTask;

    private Task<DomainLookup> FindAsync(string domain, DomainMatch widest = DomainMatch.Any) =>
        Store.FindAsync(DomainName.Parse(domain), widest, CancellationToken.None);

    private async Task<DomainConfiguration> FoundAsync(string domain) =>
        Assert.IsType<DomainFound>(await FindAsync(domain)).Configuration;

    private async Task AssertUnknownAsync(params string[] domains)
    {
        foreach (string domain in domains)
            Assert.Same(DomainNotFound.Instance, await FindAsync(domain));
    }

    private async Task AssertServersAsync(ImportedServers servers, params string[] domains)
    {
        foreach (string domain in domains)
        {
            DomainConfiguration expected = new(
                DomainName.Parse(domain), new Provider("", ""), servers.Mail, servers.Dav);
            DomainConfiguration found = await FoundAsync(domain);
            Assert.Equal(expected.Incoming, found.Incoming);
            Assert.Equal(expected.Outgoing, found.Outgoing);
            Assert.Equal(expected.DavServers, found.DavServers);
        }
    }

    private Task<ImportResult> ImportAsync(ImportDocument document, ImportMode mode = ImportMode.Merge) =>
        Store.ImportAsync(document, mode, CancellationToken.None);

    private async Task<(ImportCounts Providers, ImportCounts Domains)> ImportedAsync(
        ImportDocument document, ImportMode mode = ImportMode.Merge) => CountsOf(await ImportAsync(document, mode));

    private static (ImportCounts Providers, ImportCounts Domains) CountsOf(ImportResult result)
    {
        Imported imported = Assert.IsType<Imported>(result);
        return (imported.Providers.Counts, imported.Domains.Counts);
    }

    private async Task<string[]> RefusedAsync(ImportDocument document) =>
        [.. Assert.IsType<ImportRefused>(await ImportAsync(document)).Faults.Select(fault => fault.Pointer)];

    private static (ImportCounts Providers, ImportCounts Domains) Counts(ImportCounts providers, ImportCounts domains) =>
        (providers, domains);

    private static ImportCounts Added(int count) => new(count, 0, 0, 0);

    private static ImportCounts Changed(int count) => new(0, count, 0, 0);

    private static ImportCounts Unchanged(int count) => new(0, 0, count, 0);
}
