using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>
/// The Azure Functions host as far as an app with a custom handler meets it: it reads the app's folder, keeps the handler running,
/// and hands requests over to it. What it does was measured of the real host, version 4, run complete on one machine; Azure's
/// front end, which stands before that, is not here, nor are the host's own home page and its eye on changed files.
/// </summary>
internal sealed class EmulatedHost : IAsyncDisposable
{
    private const long LargestBody = 100 * 1024 * 1024;

    private readonly WebApplication _web;
    private readonly HandlerSupervision _supervision;
    private readonly IHandOver _handOver;

    // As the host's own client: what the handler answers reaches the asking client, redirects and compressed bodies too.
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
    });

    private EmulatedHost(WebApplication web, FunctionApp app, EmulatedHostSettings settings)
    {
        _web = web;
        App = app;
        _supervision = new HandlerSupervision(app, settings);
        _handOver = app.Host.HandOverBy(settings.KnowsProxying) switch
        {
            HandOver.Forwarding => new ForwardingHandOver(),
            _ => new ProxyingHandOver(settings.Scheme),
        };
    }

    /// <summary>What was found in the app's folder.</summary>
    public FunctionApp App { get; }

    /// <summary>Where the host listens.</summary>
    public Uri BaseAddress => new(_web.Urls.Single());

    /// <summary>The handler's process that was started last.</summary>
    public HandlerProcess Handler => _supervision.Handler;

    /// <summary>How often a handler was started.</summary>
    public int Starts => _supervision.Starts;

    /// <summary>Ends when no handler is started any more: true when the host goes on without, false when it has given up and listens no more.</summary>
    public Task<bool> Running { get; private set; } = Task.FromResult(true);

    /// <summary>Starts the host and waits until the handler listens.</summary>
    /// <param name="folder">The app's folder.</param>
    /// <param name="settings">What is not in the folder.</param>
    /// <exception cref="InvalidDataException">The folder's <c>host.json</c> cannot be used.</exception>
    /// <exception cref="InvalidOperationException">The handler does not come to listen.</exception>
    public static async Task<EmulatedHost> StartAsync(string folder, EmulatedHostSettings settings)
    {
        FunctionApp app = FunctionApp.Read(folder);
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Requests that are open when the host ends get their 500 still.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));
        builder.WebHost.ConfigureKestrel(server =>
        {
            // The other limits are Kestrel's own: a request line of 8 KiB, 100 headers, 32 KiB of them.
            server.Limits.MaxRequestBodySize = LargestBody;
            server.AddServerHeader = false;
            server.Listen(IPAddress.Loopback, 0);
        });
        EmulatedHost host = new(builder.Build(), app, settings);
        host._web.Run(host.AnswerAsync);
        try
        {
            await host._web.StartAsync();
            // A handler that ends with 200 before it listens would be started for ever.
            await host._supervision.StartAsync().WaitAsync(5 * settings.LongestStart);
            host.Running = host.RunAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops the host, which kills the handler.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _supervision.DisposeAsync();
            await Running;
        }
        finally
        {
            await _web.DisposeAsync();
            _client.Dispose();
        }
    }

    private async Task<bool> RunAsync()
    {
        bool goesOn = await _supervision.Running;
        if (!goesOn)
            await _web.StopAsync();
        return goesOn;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            context.Response.StatusCode = App.Find(context.Request) switch
            {
                null => StatusCodes.Status404NotFound,
                { IsOpen: false } => StatusCodes.Status401Unauthorized,
                _ when context.Request.ContentLength > LargestBody || _handOver.Refuses(context.Request) => StatusCodes.Status500InternalServerError,
                _ => StatusCodes.Status200OK,
            };
            if (context.Response.StatusCode == StatusCodes.Status200OK)
                await HandOverAsync(context);
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            // What the host itself answers has no body.
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
        catch (Exception)
        {
            context.Abort();
        }
    }

    private async Task HandOverAsync(HttpContext context)
    {
        using HttpResponseMessage answer = await AskAsync(context);
        context.Response.StatusCode = (int)answer.StatusCode;
        Copy(answer.Headers.NonValidated, context.Response);
        Copy(answer.Content.Headers.NonValidated, context.Response);
        await using Stream body = await answer.Content.ReadAsStreamAsync(context.RequestAborted);
        await body.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private async Task<HttpResponseMessage> AskAsync(HttpContext context)
    {
        HandlerProcess? handler = await _supervision.ListeningAsync().WaitAsync(context.RequestAborted);
        for (int round = 1; ; round++)
        {
            int port = handler?.Port ?? throw new InvalidOperationException("There is no handler any more.");
            try
            {
                using HttpRequestMessage request = _handOver.Rewrite(context.Request, port);
                return await _client.SendAsync(request, context.RequestAborted);
            }
            catch (HttpRequestException) when (round < _handOver.Rounds && !context.Request.HasBody())
            {
                handler = await _supervision.SeenListeningAsync(context.RequestAborted);
            }
        }
    }

    private static void Copy(HttpHeadersNonValidated headers, HttpResponse response)
    {
        foreach ((string name, HeaderStringValues values) in headers)
        {
            if (PassingOn.IsPassedOn(name))
                response.Headers.Append(name, values.ToArray());
        }
    }
}
