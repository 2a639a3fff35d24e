namespace Automua.Functions.Tests.Storage;

/// <summary>Single domains of PostgreSQL's databases.</summary>
public sealed class PostgreSqlHandwrittenDomainTests(DatabaseServers servers) : ServedHandwrittenDomainContract
{
    private protected override async Task<DatabaseServer> ServerAsync() => await servers.PostgreSql;
}
