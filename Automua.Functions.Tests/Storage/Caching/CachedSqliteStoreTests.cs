using Automua.Functions.Configuration;
using Automua.Functions.Storage.Caching;
using Microsoft.Extensions.DependencyInjection;

namespace Automua.Functions.Tests.Storage.Caching;

/// <summary>The contract, kept by the cache in front of SQLite: whatever this program does to the store, the cache hides none of it.</summary>
public sealed class CachedSqliteStoreTests : StoreContract
{
    private const string Memory = "sqlite:///:memory:";

    /// <inheritdoc/>
    protected override Task<string> NewDatabaseAsync() => Task.FromResult(Memory);

    /// <inheritdoc/>
    protected override void PutBefore(IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
        .AddStoreCache(new AutomuaOptions { DatabaseUri = DatabaseUri.Parse(Memory).Uri!, CacheEntries = 20 });
}
