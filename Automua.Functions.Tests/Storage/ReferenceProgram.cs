using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>One program on a reference system's database, shared by the tests of a class that only read.</summary>
public sealed class ReferenceProgram : IAsyncLifetime
{
    internal AutomuaProgram Program { get; private set; } = null!;

    internal SqliteFile Database { get; } = ReferenceDatabase.Create();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Program = await AutomuaProgram.StartAsync(
        new() { ["AUTOMUA_DB_URI"] = Database.Uri }, Path.GetDirectoryName(Database.Path));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Program.DisposeAsync();
}
