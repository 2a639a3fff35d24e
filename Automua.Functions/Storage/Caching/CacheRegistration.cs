using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage.Measuring;

namespace Automua.Functions.Storage.Caching;

/// <summary>Puts measurements and the cache in front of the store.</summary>
internal static class CacheRegistration
{
    private const string Bare = "bare";

    /// <summary>Puts them in front of the store that was added before; the cache only when it is configured.</summary>
    public static IServiceCollection AddStoreCache(this IServiceCollection services, AutomuaOptions options)
    {
        ServiceDescriptor store = services.Last(service => service.ServiceType == typeof(IConfigurationStore));
        Func<IServiceProvider, object> make = store.ImplementationFactory
            ?? throw new InvalidOperationException("The store is not made by a function.");
        services.Remove(store);
        return services
            .AddSingleton<StoreMetrics>()
            .AddSingleton<CacheLog>()
            .AddKeyedSingleton<IConfigurationStore>(Bare, (provider, _) => (IConfigurationStore)make(provider))
            .AddSingleton<IConfigurationStore>(provider => Front(provider, options));
    }

    private static IConfigurationStore Front(IServiceProvider provider, AutomuaOptions options)
    {
        StoreMetrics metrics = provider.GetRequiredService<StoreMetrics>();
        MeasuredStore store = new(provider.GetRequiredKeyedService<IConfigurationStore>(Bare), metrics);
        return options.CacheTimeToLive == TimeSpan.Zero
            ? store
            : new CachedStore(
                store,
                new CacheLimits(options.CacheTimeToLive, options.CacheEntries),
                metrics,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<CacheLog>());
    }
}
