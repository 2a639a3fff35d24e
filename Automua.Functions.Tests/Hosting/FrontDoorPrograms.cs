using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>Programs with the sample data behind an Azure Front Door: one that runs alone, and one under the Functions host.</summary>
public sealed class FrontDoorPrograms : IAsyncLifetime
{
    /// <summary>The Front Door's id.</summary>
    public const string Id = "55ce4ed1-4b06-4bf1-b40e-4638452104da";

    /// <summary>What it writes into every request, its id.</summary>
    public static readonly (string Name, string Value) IdHeader = ("X-Azure-FDID", Id);

    /// <summary>The header by which it tells the host to the program under the Functions host.</summary>
    public const string HostHeader = "X-Original-Host";

    internal AutomuaProgram Alone { get; private set; } = null!;

    internal AutomuaProgram CustomHandler { get; private set; } = null!;

    /// <summary>Another that runs alone, for requests of which nobody reads the log.</summary>
    internal AutomuaProgram Apart { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Alone = await StartAsync([]);
        Apart = await StartAsync([]);
        CustomHandler = await StartAsync(new()
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = FreePort.Next().ToString(),
            ["AUTOMUA_FRONT_DOOR_HOST_HEADER"] = HostHeader,
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (AutomuaProgram program in (AutomuaProgram[])[Alone, Apart, CustomHandler])
            await program.DisposeAsync();
    }

    // The clients are seen in the log.
    private static async Task<AutomuaProgram> StartAsync(Dictionary<string, string?> environment)
    {
        environment["AUTOMUA_LOGLEVEL"] = "INFO";
        environment["AUTOMUA_FRONT_DOOR_ID"] = Id;
        AutomuaProgram program = await AutomuaProgram.StartAsync(environment);
        await program.StoreSampleDataAsync(IdHeader);
        return program;
    }
}
