using Automua.Functions.Administration;
using Automua.Functions.Configuration;
using Automua.Functions.Directories;
using Automua.Functions.Http;
using Automua.Functions.Lookup;
using Automua.Functions.Signing;
using Automua.Functions.Storage;
using Automua.Functions.Storage.Caching;
using Automua.Functions.Storage.Sql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Automua.Functions.Hosting;

/// <summary>The web host: alone, or as the Azure Functions host's custom handler.</summary>
internal static class AutomuaHost
{
    /// <summary>How long requests that are open when the program stops may still take.</summary>
    public static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(5);

    /// <summary>Puts the program together; it does not listen yet.</summary>
    /// <param name="options">How it runs.</param>
    /// <param name="adminKey">The administration key; null when there is none.</param>
    /// <exception cref="ConfigurationProblemException">The certificate that profiles are signed with, or the file of LDAP's authorities, cannot be read.</exception>
    public static WebApplication Build(AutomuaOptions options, string? adminKey)
    {
        // Empty: no ASPNETCORE_URLS, no appsettings.json; what counts is in the options.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server => Configure(server, options));
        builder.AddConsoleLog(options);
        builder.Services.AddSystemd();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        builder.Services.AddRoutingCore();
        builder.Services.AddConfigurationStore(options.DatabaseUri, options.DatabaseEcho, options.ManagedIdentity);
        builder.Services.AddSingleton<StoreLog>();
        builder.Services.AddSingleton(provider => new StoreOpening(
            provider.GetRequiredService<IStorePreparation>(), options.AutoMigrate));
        builder.Services.AddSingleton<StorePreparer>();
        builder.Services.AddStoreCache(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new TrustedHops(options.ProxyCount, options.IsCustomHandler, options.FrontDoor));
        builder.Services.AddAdministration(options, adminKey);
        builder.Services.AddSingleton<HttpLog>();
        builder.Services.AddSingleton<LookupLog>();
        builder.Services.AddSingleton<RequestPipeline>();
        builder.Services.AddSingleton<AccountLookup>();
        builder.Services.AddDirectories(options);
        builder.Services.AddProfileSigning(options);
        builder.Services.AddFunctions(options);

        WebApplication app = builder.Build();
        app.Use(async (context, next) =>
        {
            await next(context);
            await RequestPipeline.WriteUnansweredAsync(context);
        });
        app.MapFunctions();
        return app;
    }

    private static void Configure(KestrelServerOptions server, AutomuaOptions options)
    {
        server.AddServerHeader = false;
        server.Listen(options.Listen);
        // An endpoint that takes less refuses more by itself.
        server.Limits.MaxRequestBodySize = ConfigurationChanges.LargestDocument;
        server.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        server.Limits.MaxRequestHeaderCount = 64;
        server.Limits.MaxRequestLineSize = 8 * 1024;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }

    private static void AddConsoleLog(this WebApplicationBuilder builder, AutomuaOptions options)
    {
        LogLevel level = options.LogLevel;
        builder.Logging.SetMinimumLevel(level);
        // The framework's own lines of lower levels hold paths and queries, and those hold addresses.
        builder.Logging.AddFilter("Microsoft", level > LogLevel.Warning ? level : LogLevel.Warning);
        builder.Logging.AddFilter("System", level > LogLevel.Warning ? level : LogLevel.Warning);
        // What keeps the program from starting is told in one sentence, see ServeCommand.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Logging.AddFilter(typeof(AuditLog).FullName, LogLevel.Information);
        if (options.DatabaseEcho)
            builder.Logging.AddFilter(typeof(SqlLog).FullName, LogLevel.Information);
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
