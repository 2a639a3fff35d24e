using Automua.Functions.Administration;
using Automua.Functions.Configuration;
using Automua.Functions.Http;
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
        builder.Logging.AddConsoleLog(options);
        builder.Services.AddServiceManager();
        builder.Services.AddSingleton<ConnectionLog>();
        builder.Services.AddSingleton(provider => new ConnectionLimit(
            ConnectionLimit.Of(OpenFiles.Raise()),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ConnectionLog>()));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestStop);
        builder.Services.AddRoutingCore();
        builder.Services.AddAutomua(options, adminKey, new TrustedHops(options.ProxyCount, options.IsCustomHandler, options.FrontDoor));

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
        server.Listen(
            options.Listen,
            connections => connections.Use(server.ApplicationServices.GetRequiredService<ConnectionLimit>().Before));
        // An endpoint that takes less refuses more by itself.
        server.Limits.MaxRequestBodySize = ConfigurationChanges.LargestDocument;
        server.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        server.Limits.MaxRequestHeaderCount = 64;
        server.Limits.MaxRequestLineSize = 8 * 1024;
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
    }
}
