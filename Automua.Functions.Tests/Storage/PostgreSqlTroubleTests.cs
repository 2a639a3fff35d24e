namespace Automua.Functions.Tests.Storage;

/// <summary>PostgreSQL in trouble.</summary>
public sealed class PostgreSqlTroubleTests(DatabaseServers own) : ServedTroubleContract, IClassFixture<DatabaseServers>
{
    private protected override string Kind => "PostgreSQL";

    private protected override async Task<DatabaseServer> ServerAsync() => await own.PostgreSql;
}
