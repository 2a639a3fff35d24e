using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>A killed import, into an SQLite file.</summary>
public sealed class SqliteKilledImportTests : KilledImportContract, IDisposable
{
    private readonly string _directory = AutomuaProgram.NewDirectory();

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private protected override Task<AdministeredDatabase> NewDatabaseAsync() =>
        Task.FromResult<AdministeredDatabase>(new SqliteFile(Path.Combine(_directory, "db.sqlite")));
}
