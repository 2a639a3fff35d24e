using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Puts a worker's application together; here one that answers by itself, without the Functions host.</summary>
public class FunctionsApplicationBuilder
{
    private readonly WebApplicationBuilder _builder;

    internal FunctionsApplicationBuilder(string[] args)
    {
        _builder = WebApplication.CreateBuilder(args);
        // The worker looks for a free port itself, and the host comes to it under that name.
        _builder.WebHost.UseUrls($"http://localhost:{FreePort()}");
    }

    /// <summary>What is logged.</summary>
    public ILoggingBuilder Logging => _builder.Logging;

    /// <summary>What the application is made of.</summary>
    public IServiceCollection Services => _builder.Services;

    /// <summary>Puts it together.</summary>
    public IHost Build()
    {
        WebApplication app = _builder.Build();
        app.UseForwardedHeaders();
        app.UseRouting();
        app.MapWorkerFunctions();
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"The worker listens on {app.Urls.First()}"));
        return app;
    }

    private static int FreePort()
    {
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
