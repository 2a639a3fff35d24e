namespace Automua.Functions.Tests.Storage;

/// <summary>MariaDB in trouble.</summary>
public sealed class MariaDbTroubleTests(DatabaseServers own) : ServedTroubleContract, IClassFixture<DatabaseServers>
{
    private protected override string Kind => "MySQL";

    private protected override async Task<DatabaseServer> ServerAsync() => await own.MariaDb;
}
