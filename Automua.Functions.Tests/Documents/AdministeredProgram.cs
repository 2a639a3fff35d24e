using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Documents;

/// <summary>One program and its administrator, shared by the tests of a class whose documents do not meet.</summary>
public sealed class AdministeredProgram : IAsyncLifetime
{
    internal AutomuaProgram Program { get; private set; } = null!;

    internal HttpClient Administrator { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Program = await AutomuaProgram.StartAsync();
        Administrator = Program.NewAdministrator();
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Administrator.Dispose();
        return Program.DisposeAsync();
    }
}
