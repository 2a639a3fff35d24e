using Automua.Functions.Tests.Storage;

[assembly: AssemblyFixture(typeof(DatabaseServers))]

namespace Automua.Functions.Tests.Storage;

/// <summary>One server of each kind for all tests of a run, started when the first test asks for it.</summary>
public sealed class DatabaseServers : IAsyncDisposable
{
    private readonly Lazy<Task<PostgreSqlServer>> _postgreSql = new(PostgreSqlServer.NewAsync);

    private readonly Lazy<Task<MariaDbServer>> _mariaDb = new(MariaDbServer.NewAsync);

    internal Task<PostgreSqlServer> PostgreSql => _postgreSql.Value;

    internal Task<MariaDbServer> MariaDb => _mariaDb.Value;

    /// <summary>An empty database of each kind that speaks SQL, as the program calls them: SQLite, PostgreSQL and MySQL.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="directory">The folder for a file.</param>
    internal async Task<AdministeredDatabase> NewDatabaseAsync(string kind, string directory) => kind switch
    {
        "SQLite" => new SqliteFile(Path.Combine(directory, "db.sqlite")),
        "PostgreSQL" => (await PostgreSql).NewDatabase(),
        _ => (await MariaDb).NewDatabase(),
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await DisposeAsync(_postgreSql);
        await DisposeAsync(_mariaDb);
    }

    private static async Task DisposeAsync<T>(Lazy<Task<T>> server)
        where T : DatabaseServer
    {
        if (server.IsValueCreated)
            await (await server.Value).DisposeAsync();
    }
}
