namespace Automua.Functions.Tests.Storage;

/// <summary>The whole program on MariaDB's databases.</summary>
public sealed class MariaDbDatabaseTests(DatabaseServers servers) : ServedDatabaseContract
{
    private protected override string Kind => "MySQL";

    private protected override async Task<DatabaseServer> ServerAsync() => await servers.MariaDb;

    /// <remarks>All that a step changes is lasting at once there, and its number comes last.</remarks>
    private protected override void Undo(AdministeredDatabase database, int number) =>
        database.Execute($"DELETE FROM automua_migration WHERE number > {number}");
}
