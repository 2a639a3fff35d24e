using Automua.Functions.Tests.Storage;

[assembly: AssemblyFixture(typeof(DatabaseServers))]

namespace Automua.Functions.Tests.Storage;

/// <summary>One server of each kind for all tests of a run, started when the first test asks for it.</summary>
public sealed class DatabaseServers : IAsyncDisposable
{
    private readonly Lazy<Task<PostgreSqlServer>> _postgreSql = new(PostgreSqlServer.NewAsync);

    internal Task<PostgreSqlServer> PostgreSql => _postgreSql.Value;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_postgreSql.IsValueCreated)
            await (await _postgreSql.Value).DisposeAsync();
    }
}
