using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>The contract, kept by SQLite in a file.</summary>
public sealed class SqliteFileStoreTests : StoreContract
{
    private readonly string _directory = AutomuaProgram.NewDirectory();

    /// <inheritdoc/>
    protected override Task<string> NewDatabaseAsync() => Task.FromResult($"sqlite:///{_directory}/store.sqlite");

    /// <inheritdoc/>
    protected override Task RemoveDatabaseAsync()
    {
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }
}
