namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>One <see cref="HostedApp"/> for each way of handing over, shared by tests that leave the handler running.</summary>
public sealed class SharedHostedApps : IAsyncLifetime
{
    private readonly Dictionary<HandOver, HostedApp> _apps = [];

    internal HostedApp this[HandOver handOver] => _apps[handOver];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        foreach (HandOver handOver in Enum.GetValues<HandOver>())
            _apps[handOver] = await HostedApp.StartAsync(handOver, Prepare);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (HostedApp app in _apps.Values)
            await app.DisposeAsync();
    }

    private static void Prepare(ScriptedApp app)
    {
        app.Add("Root", "/", "get");
        app.Add("Named", "", "get");
        app.Add("Unrouted", null, "get");
        app.Add("Slashes", "/slashes/", "get");
        app.Add("Item", "items/{id}", "get");
        app.Add("ItemsOwn", "items/own", "post");
        app.Add("Zeta", "open/{x}", "put");
        app.Add("Beta", "open/literal", "get");
        Directory.Delete(Path.Combine(app.Folder, "All"), recursive: true);
        app.Add("ZzAll", "echo/{*path}", "get", "head", "post", "put", "delete", "options");
        app.Add("ZzStatus", "status/{code}", "get", "head");
        app.Add("ZzOctets", "octets", "get");
        app.Add("ZzPacked", "packed", "get");
        app.Add("ZzClose", "close/{name}", "get", "post");
        app.Add("adminPage", "administrator/page", "get");
        app.Add("RuntimePage", "Runtime/page", "get");
    }
}
