using Automua.Functions.Tests.Running;
using Microsoft.Data.Sqlite;

namespace Automua.Functions.Tests.Http;

/// <summary>What an administrator does to a running program's database by hand.</summary>
internal static class DatabaseEditing
{
    /// <summary>Runs statements on the program's default database.</summary>
    public static async Task ChangeDatabaseAsync(this AutomuaProgram program, string sql)
    {
        await using SqliteConnection connection = new(
            new SqliteConnectionStringBuilder { DataSource = program.DatabaseFile, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using SqliteCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the tests' own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
