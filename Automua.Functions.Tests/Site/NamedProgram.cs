using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Site;

/// <summary>One program with data that knows the name at which it is reached, shared by the tests of a class that only read.</summary>
public sealed class NamedProgram : IAsyncLifetime
{
    /// <summary>The name at which the service is reached.</summary>
    public const string ServiceHost = "automua.example.net";

    internal AutomuaProgram Program { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Program = await StartAsync([]);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Program.DisposeAsync();

    /// <summary>Starts one for a test that changes data.</summary>
    internal static async Task<AutomuaProgram> StartAsync(Dictionary<string, string?> environment)
    {
        AutomuaProgram program = await AutomuaProgram.StartAsync(new(environment) { ["AUTOMUA_SERVICE_HOST"] = ServiceHost });
        await SeededProgram.StoreAsync(program);
        return program;
    }
}
