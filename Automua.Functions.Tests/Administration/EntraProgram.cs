using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Administration;

/// <summary>A program that takes the tokens of an issuer which is always there.</summary>
public sealed class EntraProgram : IAsyncLifetime
{
    internal TokenIssuer Issuer { get; private set; } = null!;

    internal AutomuaProgram Program { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Issuer = await TokenIssuer.StartAsync();
        Program = await AutomuaProgram.StartAsync(Issuer.Settings);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}
