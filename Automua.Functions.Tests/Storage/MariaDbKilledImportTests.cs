namespace Automua.Functions.Tests.Storage;

/// <summary>A killed import, into MariaDB.</summary>
public sealed class MariaDbKilledImportTests(DatabaseServers servers) : KilledImportContract
{
    private protected override async Task<AdministeredDatabase> NewDatabaseAsync() => (await servers.MariaDb).NewDatabase();
}
