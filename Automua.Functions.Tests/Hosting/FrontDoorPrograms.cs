using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>Programs with the sample data behind an Azure Front Door: one that runs alone, and one under the Functions host.</summary>
public sealed class FrontDoorPrograms : IAsyncLifetime
{
    /// <summary>The Front Door's id.</summary>
    public const string Id = "55ce4ed1-4b06-4bf1-b40e-4638452104da";

    /// <summary>The header by which it tells the host to the program under the Functions host.</summary>
    public const string HostHeader = "X-Original-Host";

    internal AutomuaProgram Alone { get; private set; } = null!;

    internal AutomuaProgram CustomHandler { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Alone = await StartAsync([]);
        CustomHandler = await StartAsync(new()
        {
            ["FUNCTIONS_CUSTOMHANDLER_PORT"] = FreePort.Next().ToString(),
            ["AUTOMUA_FRONT_DOOR_HOST_HEADER"] = HostHeader,
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Alone.DisposeAsync();
        await CustomHandler.DisposeAsync();
    }

    // The clients are seen in the log.
    private static async Task<AutomuaProgram> StartAsync(Dictionary<string, string?> environment)
    {
        environment["AUTOMUA_LOGLEVEL"] = "INFO";
        environment["AUTOMUA_FRONT_DOOR_ID"] = Id;
        AutomuaProgram program = await AutomuaProgram.StartAsync(environment);
        using HttpClient administrator = program.NewAdministrator();
        administrator.DefaultRequestHeaders.Add("X-Azure-FDID", Id);
        using HttpResponseMessage response = await administrator.GetAsync("initdb/");
        response.EnsureSuccessStatusCode();
        return program;
    }
}
