using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>A <see cref="ScriptedApp"/> under the emulated host.</summary>
internal sealed class HostedApp : IAsyncDisposable
{
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private HostedApp(ScriptedApp app, EmulatedHost host)
    {
        App = app;
        Host = host;
    }

    /// <summary>The app.</summary>
    public ScriptedApp App { get; }

    /// <summary>The host.</summary>
    public EmulatedHost Host { get; }

    /// <summary>Starts the host.</summary>
    /// <param name="handOver">How requests are handed over.</param>
    /// <param name="prepare">Changes the app before.</param>
    /// <param name="settings">The host's settings.</param>
    public static async Task<HostedApp> StartAsync(
        HandOver handOver = HandOver.Proxying, Action<ScriptedApp>? prepare = null, EmulatedHostSettings? settings = null)
    {
        ScriptedApp app = new();
        try
        {
            prepare?.Invoke(app);
            settings = (settings ?? new EmulatedHostSettings()) with { KnowsProxying = handOver == HandOver.Proxying };
            return new HostedApp(app, await EmulatedHost.StartAsync(app.Folder, settings));
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    /// <summary>Asks the host; the target goes over the wire as it is written.</summary>
    public async Task<Reply> SendAsync(
        string method, string target, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), new Uri(
            $"{Host.BaseAddress.GetLeftPart(UriPartial.Authority)}{target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
        {
            Content = content,
        };
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        using HttpResponseMessage response = await _client.SendAsync(request, limit.Token);
        return await Reply.OfAsync(response);
    }

    /// <summary>Asks the host by GET.</summary>
    public Task<Reply> GetAsync(string target, params (string Name, string Value)[] headers) => SendAsync("GET", target, null, headers);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Host.DisposeAsync();
        App.Dispose();
    }
}
