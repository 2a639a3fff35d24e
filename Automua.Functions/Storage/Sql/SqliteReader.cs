using Microsoft.Data.Sqlite;

namespace Automua.Functions.Storage.Sql;

/// <summary>
/// A connection from which look-ups read, one after the other, with the statements that they have prepared: to prepare the
/// statement of a look-up takes several times as long as to run it.
/// </summary>
internal sealed class SqliteReader(string connectionString, TimeProvider time) : SqliteConnection(connectionString)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<string, SqliteCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Whether it is to be closed: where another file was put into the place of the one that it opened, it reads the old one.</summary>
    public bool IsOld => time.GetElapsedTime(_start) > Longest;

    /// <summary>The command of a statement, which is this connection's; there are few different texts.</summary>
    public SqliteCommand CommandOf(string sql)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = CreateCommand();
            command.CommandText = sql;
            _commands.Add(sql, command);
        }

        return command;
    }
}
