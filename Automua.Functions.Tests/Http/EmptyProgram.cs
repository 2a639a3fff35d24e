using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

/// <summary>A program without data, which no test here fills.</summary>
public sealed class EmptyProgram : IAsyncLifetime
{
    internal AutomuaProgram Program { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Program = await AutomuaProgram.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await Program.StopAsync();
        Assert.DoesNotContain(AutomuaProgram.AdminKey, Program.Log.Output + Program.Log.Error, StringComparison.Ordinal);
        await Program.DisposeAsync();
    }
}
