using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>Programs with the sample data that believe none, one and two proxies, and one under the Functions host.</summary>
public sealed class ForwardingPrograms : IAsyncLifetime
{
    private readonly List<AutomuaProgram> _behindProxies = [];

    internal AutomuaProgram CustomHandler { get; private set; } = null!;

    internal AutomuaProgram Behind(int proxyCount) => _behindProxies[proxyCount];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        for (int count = 0; count <= 2; count++)
            _behindProxies.Add(await StartAsync(new() { ["AUTOMUA_PROXY_COUNT"] = count.ToString() }));
        CustomHandler = await StartAsync(new() { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = FreePort.Next().ToString() });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (AutomuaProgram program in _behindProxies)
            await program.DisposeAsync();
        await CustomHandler.DisposeAsync();
    }

    // The clients are seen in the log.
    private static async Task<AutomuaProgram> StartAsync(Dictionary<string, string?> environment)
    {
        environment["AUTOMUA_LOGLEVEL"] = "INFO";
        AutomuaProgram program = await AutomuaProgram.StartAsync(environment);
        await program.StoreSampleDataAsync();
        return program;
    }
}
