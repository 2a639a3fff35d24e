using System.Collections.Frozen;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Administration;
using Automua.Functions.Configuration;
using Automua.Functions.Functions.Autoconfig;
using Automua.Functions.Functions.Autodiscover;
using Automua.Functions.Functions.AutodiscoverV2;
using Automua.Functions.Functions.DavDiscovery;
using Automua.Functions.Functions.Health;
using Automua.Functions.Functions.HealthReady;
using Automua.Functions.Functions.InitDb;
using Automua.Functions.Functions.Manage;
using Automua.Functions.Functions.ManageConfiguration;
using Automua.Functions.Functions.ManageDomain;
using Automua.Functions.Functions.ManageDomainCheck;
using Automua.Functions.Functions.ManageDomainDns;
using Automua.Functions.Functions.ManageDomainPreview;
using Automua.Functions.Functions.ManageDomains;
using Automua.Functions.Functions.ManageOpenApi;
using Automua.Functions.Functions.ManageProvider;
using Automua.Functions.Functions.ManageProviders;
using Automua.Functions.Functions.ManageSchema;
using Automua.Functions.Functions.ManageStatus;
using Automua.Functions.Functions.Mobileconfig;
using Automua.Functions.Functions.Pacc;
using Automua.Functions.Functions.Settings;
using Automua.Functions.Functions.Site;
using Automua.Functions.Functions.SiteAssets;
using Automua.Functions.Http;
using Automua.Functions.Lookup;
using Automua.Functions.Signing;
using Automua.Functions.Storage.Measuring;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Automua.Functions.Hosting;

/// <summary>Which endpoint answers which function. A function has one route, so an endpoint with several routes is several functions.</summary>
internal static class FunctionMap
{
    /// <summary>Adds the endpoints.</summary>
    public static IServiceCollection AddFunctions(this IServiceCollection services, AutomuaOptions options) => services
        .AddSingleton<AutoconfigEndpoint>()
        .AddSingleton<AutodiscoverEndpoint>()
        .AddSingleton<AutodiscoverV2Endpoint>()
        .AddSingleton(provider => new MobileconfigEndpoint(
            provider.GetRequiredService<AccountLookup>(), provider.GetService<ProfileSigner>()))
        .AddSingleton(provider => new PaccEndpoint(provider.GetRequiredService<AccountLookup>(), options.PaccSubmissionKey))
        .AddSingleton<SettingsEndpoint>()
        .AddSingleton<InitDbEndpoint>()
        .AddSingleton<HealthEndpoint>()
        .AddSingleton(provider => new HealthReadyEndpoint(
            provider.GetRequiredService<IConfigurationStore>(),
            provider.GetService<ISigningCertificateSource>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ManageConfigurationEndpoint>()
        .AddSingleton<ManageProvidersEndpoint>()
        .AddSingleton<ManageProviderEndpoint>()
        .AddSingleton<ManageDomainsEndpoint>()
        .AddSingleton<ManageDomainEndpoint>()
        .AddSingleton<ManageDomainDnsEndpoint>()
        .AddSingleton<ManageDomainCheckEndpoint>()
        .AddSingleton(provider => new ManageDomainPreviewEndpoint(
            provider.GetRequiredService<ServedDomainAnswer>(), provider.GetRequiredService<AccountLookup>(), options.PaccSubmissionKey))
        .AddSingleton(provider => new ManageStatusEndpoint(
            provider.GetRequiredService<IConfigurationStore>(),
            options.DatabaseUri,
            provider.GetRequiredService<StoreMetrics>(),
            provider.GetService<ISigningCertificateSource>(),
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<ManageSchemaEndpoint>()
        .AddSingleton<ManageOpenApiEndpoint>()
        .AddSingleton<SiteEndpoint>()
        .AddSingleton<SiteAssetsEndpoint>()
        .AddSingleton(new ManageEndpoint(options.EntraIssuer));

    /// <summary>Maps every function at the route and for the methods that its <c>function.json</c> says.</summary>
    /// <exception cref="InvalidOperationException">A function has no endpoint.</exception>
    public static void MapFunctions(this IEndpointRouteBuilder routes)
    {
        RequestPipeline pipeline = routes.ServiceProvider.GetRequiredService<RequestPipeline>();
        FrozenDictionary<string, FunctionEndpoint> functions = Functions(routes.ServiceProvider);
        foreach (FunctionRoute route in FunctionRoutes.Read())
        {
            if (!functions.TryGetValue(route.Function, out FunctionEndpoint? function))
                throw new InvalidOperationException($"The function {route.Function} has no endpoint.");
            routes.MapMethods(route.Pattern, route.Methods, context => pipeline.HandleAsync(context, function));
        }
    }

    /// <summary>Every function by its name.</summary>
    public static FrozenDictionary<string, FunctionEndpoint> Functions(IServiceProvider services)
    {
        AccountLookup accounts = services.GetRequiredService<AccountLookup>();
        AutoconfigEndpoint autoconfig = services.GetRequiredService<AutoconfigEndpoint>();
        AutodiscoverEndpoint autodiscover = services.GetRequiredService<AutodiscoverEndpoint>();
        AutodiscoverV2Endpoint autodiscoverV2 = services.GetRequiredService<AutodiscoverV2Endpoint>();
        MobileconfigEndpoint mobileconfig = services.GetRequiredService<MobileconfigEndpoint>();
        FunctionEndpoint[] functions =
        [
            Public("Autoconfig", autoconfig),
            Public("AutoconfigDomain", autoconfig),
            Public("AutoconfigVersion", autoconfig),
            Public("AutoconfigWellKnown", autoconfig),
            Public("AutoconfigWellKnownShort", autoconfig),
            Public("Autodiscover", autodiscover),
            Public("AutodiscoverShort", autodiscover),
            Public("AutodiscoverV2", autodiscoverV2),
            Public("AutodiscoverV2Address", autodiscoverV2),
            Public("DavDiscoveryCalDav", new DavDiscoveryEndpoint(accounts, DavServerType.CalDav)),
            Public("DavDiscoveryCardDav", new DavDiscoveryEndpoint(accounts, DavServerType.CardDav)),
            Public("Manage", services.GetRequiredService<ManageEndpoint>()) with { IsShared = false },
            Public("Mobileconfig", mobileconfig),
            Public("MobileconfigEmail", mobileconfig),
            Public("Pacc", services.GetRequiredService<PaccEndpoint>()),
            Public("Settings", services.GetRequiredService<SettingsEndpoint>()),
            Public("Health", services.GetRequiredService<HealthEndpoint>()) with { IsProbe = true },
            Public("HealthReady", services.GetRequiredService<HealthReadyEndpoint>()) with { IsProbe = true },
            Public("Site", services.GetRequiredService<SiteEndpoint>()),
            Public("SiteAssets", services.GetRequiredService<SiteAssetsEndpoint>()),
            Private("InitDb", services.GetRequiredService<InitDbEndpoint>()),
            Private("ManageConfiguration", services.GetRequiredService<ManageConfigurationEndpoint>()),
            Private("ManageProviders", services.GetRequiredService<ManageProvidersEndpoint>()),
            Private("ManageProvider", services.GetRequiredService<ManageProviderEndpoint>()),
            Private("ManageDomains", services.GetRequiredService<ManageDomainsEndpoint>()),
            Private("ManageDomain", services.GetRequiredService<ManageDomainEndpoint>()),
            Private("ManageDomainDns", services.GetRequiredService<ManageDomainDnsEndpoint>()),
            Private("ManageDomainCheck", services.GetRequiredService<ManageDomainCheckEndpoint>()),
            Private("ManageDomainPreview", services.GetRequiredService<ManageDomainPreviewEndpoint>()),
            Private("ManageStatus", services.GetRequiredService<ManageStatusEndpoint>()),
            Private("ManageSchema", services.GetRequiredService<ManageSchemaEndpoint>()),
            Private("ManageOpenApi", services.GetRequiredService<ManageOpenApiEndpoint>()),
        ];
        return functions.ToFrozenDictionary(function => function.Name);
    }

    private static FunctionEndpoint Public(string name, IEndpoint endpoint) => new(name, endpoint, IsPublic: true);

    private static FunctionEndpoint Private(string name, IEndpoint endpoint) => new(name, endpoint, IsPublic: false);
}
