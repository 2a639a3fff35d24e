using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>The program as isolated worker and, beside it, as custom handler, both with the sample data.</summary>
public sealed class IsolatedPrograms : IAsyncLifetime
{
    internal AutomuaProgram Isolated { get; private set; } = null!;

    internal AutomuaProgram CustomHandler { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        // In development .NET's host examines whether every service can be made.
        Isolated = await AutomuaProgram.StartIsolatedAsync(
            new() { ["DOTNET_ENVIRONMENT"] = "Development", ["AUTOMUA_LOGLEVEL"] = "DEBUG" });
        await Eventually.IsAsync(async () => (await Isolated.GetAsync("/readyz")).Status == 200);
        await Isolated.StoreSampleDataAsync();
        CustomHandler = await AutomuaProgram.StartAsync(new() { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = FreePort.Next().ToString() });
        await CustomHandler.StoreSampleDataAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Isolated.DisposeAsync();
        await CustomHandler.DisposeAsync();
    }
}
