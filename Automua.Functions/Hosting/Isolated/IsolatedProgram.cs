using Automua.Functions.Administration;
using Automua.Functions.Configuration;
using Automua.Functions.Http;
using Automua.Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;

namespace Automua.Functions.Hosting.Isolated;

/// <summary>The program as the Azure Functions host's isolated worker (<c>-p:FunctionsWorker=isolated</c>).</summary>
internal static class IsolatedProgram
{
    /// <summary>Runs until the host ends it.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Main(string[] args)
    {
        try
        {
            IHost app = Build(args, OptionsReader.ForThisProcess().Read());
            // Some of its services can only be disposed of so, and an IHost itself does not say that it can.
            await using ((IAsyncDisposable)app)
                await RunAsync(app);
            return ExitCode.StoppedUnderHost;
        }
        catch (Exception problem) when (problem is ConfigurationProblemException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"automua: {problem.Message}");
            return ExitCode.Failed;
        }
    }

    private static IHost Build(string[] args, AutomuaOptions options)
    {
        FunctionsApplicationBuilder builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        // Not also by the worker's own way to the host: all is told once, and as in a custom handler.
        builder.Logging.ClearProviders().AddConsoleLog(options);
        // The headers that the host forwards are for TrustedHops alone, as in a custom handler. The worker would also write
        // X-Original-Host, in which a Front Door tells the client's.
        builder.Services.PostConfigure<ForwardedHeadersOptions>(forwarded => forwarded.ForwardedHeaders = ForwardedHeaders.None);
        // No narrower limits on headers than the host's own: what is refused here leaves the host's invocation waiting.
        builder.Services.Configure<KestrelServerOptions>(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = ConfigurationChanges.LargestDocument;
        });
        // The worker listens on an address of its own that only the host asks: so does a custom handler.
        builder.Services.AddAutomua(options, options.AdminKey, new TrustedHops(options.ProxyCount, isCustomHandler: true, options.FrontDoor));
        builder.Services.AddSingleton(services => new FunctionAnswers(services));
        return builder.Build();
    }

    private static async Task RunAsync(IHost app)
    {
        StorePreparer store = app.Services.GetRequiredService<StorePreparer>();
        CancellationToken stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            // Listening comes first: the host waits for that. Until the store is prepared, requests are told to try again.
            await app.StartAsync(stopping);
            if (!await store.TryAsync(stopping))
                await store.UntilPreparedAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It was told to stop before all this was done.
        }

        await app.WaitForShutdownAsync(CancellationToken.None);
    }
}
