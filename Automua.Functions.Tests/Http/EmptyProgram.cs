using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

/// <summary>A program without data, which no test here fills. It believes one proxy, so that wrong credentials come from many clients.</summary>
public sealed class EmptyProgram : IAsyncLifetime
{
    internal AutomuaProgram Program { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Program = await AutomuaProgram.StartAsync(
        new() { ["AUTOMUA_PROXY_COUNT"] = "1" });

    public async ValueTask DisposeAsync()
    {
        await Program.StopAsync();
        Assert.DoesNotContain(AutomuaProgram.AdminKey, Program.Log.Output + Program.Log.Error, StringComparison.Ordinal);
        await Program.DisposeAsync();
    }
}
