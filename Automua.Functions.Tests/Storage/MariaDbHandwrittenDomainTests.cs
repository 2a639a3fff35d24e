namespace Automua.Functions.Tests.Storage;

/// <summary>Single domains of MariaDB's databases.</summary>
public sealed class MariaDbHandwrittenDomainTests(DatabaseServers servers) : ServedHandwrittenDomainContract
{
    private protected override async Task<DatabaseServer> ServerAsync() => await servers.MariaDb;
}
