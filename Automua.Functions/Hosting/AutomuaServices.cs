using Automua.Functions.Administration;
using Automua.Functions.Configuration;
using Automua.Functions.Directories;
using Automua.Functions.Http;
using Automua.Functions.Lookup;
using Automua.Functions.Signing;
using Automua.Functions.Storage;
using Automua.Functions.Storage.Caching;

namespace Automua.Functions.Hosting;

/// <summary>What the program is made of, whichever host runs it.</summary>
internal static class AutomuaServices
{
    /// <summary>Adds everything but the host: <see cref="RequestPipeline"/> answers requests, <see cref="StorePreparer"/> opens the store.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="options">How the program runs.</param>
    /// <param name="adminKey">The administration key; null when there is none.</param>
    /// <param name="hops">Who stands before this host.</param>
    /// <exception cref="ConfigurationProblemException">The certificate that profiles are signed with, or the file of LDAP's authorities, cannot be read.</exception>
    public static IServiceCollection AddAutomua(
        this IServiceCollection services, AutomuaOptions options, string? adminKey, TrustedHops hops)
    {
        services.AddConfigurationStore(options.DatabaseUri, options.DatabaseEcho, options.ManagedIdentity);
        services.AddSingleton<StoreLog>();
        services.AddSingleton(provider => new StoreOpening(
            provider.GetRequiredService<IStorePreparation>(), options.AutoMigrate));
        services.AddSingleton<StorePreparer>();
        services.AddStoreCache(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(hops);
        services.AddAdministration(options, adminKey);
        services.AddSingleton<HttpLog>();
        services.AddSingleton<LookupLog>();
        services.AddSingleton<RequestPipeline>();
        services.AddSingleton<AccountLookup>();
        services.AddDirectories(options);
        services.AddProfileSigning(options);
        return services.AddFunctions(options);
    }
}
