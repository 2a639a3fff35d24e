using Microsoft.Data.Sqlite;

namespace Automua.Functions.Tests.Storage;

/// <summary>An SQLite file as an administrator sees it, beside the program.</summary>
internal sealed class SqliteFile(string path)
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        // As the sqlite3 shell has it: rows may point to nothing.
        ForeignKeys = false,
        Pooling = false,
    }.ToString();

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>The <c>db_uri</c> of the file.</summary>
    public string Uri { get; } = $"sqlite:///{path}";

    /// <summary>Keeps every other writer out until the connection is given up.</summary>
    public SqliteConnection Lock()
    {
        SqliteConnection connection = new(_connectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Runs statements.</summary>
    public void Execute(string sql)
    {
        using SqliteConnection connection = new(_connectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, each as one text.</summary>
    public string[] Rows(string sql)
    {
        using SqliteConnection connection = new(_connectionString);
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetValue(i))));
        return [.. rows];
    }

    /// <summary>The first column of the first row.</summary>
    public long Number(string sql) => long.Parse(Rows(sql)[0]);

    /// <summary>Holds the file against SQLite's own rules and against its foreign keys.</summary>
    public void AssertWhole()
    {
        Assert.Equal(["ok"], Rows("PRAGMA integrity_check"));
        Assert.Empty(Rows("PRAGMA foreign_key_check"));
    }
}
