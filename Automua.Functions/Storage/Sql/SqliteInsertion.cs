using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Automua.Functions.Storage.Sql;

/// <summary>A statement of SQLite that is prepared once and inserts any number of rows.</summary>
internal sealed class SqliteInsertion : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private byte[] _text = new byte[1024];

    /// <summary>Prepares the statement.</summary>
    /// <param name="connection">The open connection, within its transaction.</param>
    /// <param name="insert">The statement, with a question mark for each value.</param>
    /// <exception cref="SqliteException">The statement is not one of this database.</exception>
    public SqliteInsertion(SqliteConnection connection, string insert)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_database, insert, out _statement));
    }

    /// <summary>Inserts a row.</summary>
    /// <exception cref="SqliteException">The database does not take it.</exception>
    public void Insert(object?[] row)
    {
        for (int i = 0; i < row.Length; i++)
            Check(Bind(i + 1, row[i]));
        // What the step says comes once more from the reset.
        raw.sqlite3_step(_statement);
        Check(raw.sqlite3_reset(_statement));
    }

    /// <summary>Lets go of the statement.</summary>
    public void Dispose() => _statement.Dispose();

    private int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(_statement, place),
        string text => BindText(place, text),
        _ => raw.sqlite3_bind_int64(_statement, place, Convert.ToInt64(value, CultureInfo.InvariantCulture)),
    };

    private int BindText(int place, string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_text.Length < most)
            _text = new byte[most];
        int length = Encoding.UTF8.GetBytes(text, _text);
        return raw.sqlite3_bind_text(_statement, place, _text.AsSpan(0, length));
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, _database);
}
