namespace Automua.Functions.Tests.Running;

/// <summary>One program with the sample data, shared by the tests of a class that only read.</summary>
public sealed class SampleProgram : IAsyncLifetime
{
    internal AutomuaProgram Program { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Program = await AutomuaProgram.StartAsync();
        await Program.StoreSampleDataAsync();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
