using System.Data.Common;
using Automua.Functions.Tests.Running;
using Microsoft.Data.Sqlite;

namespace Automua.Functions.Tests.Storage;

/// <summary>An SQLite file.</summary>
internal sealed class SqliteFile(string path) : AdministeredDatabase
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

    /// <inheritdoc/>
    public override string Uri { get; } = $"sqlite:///{path}";

    /// <inheritdoc/>
    public override string? Directory => System.IO.Path.GetDirectoryName(Path);

    /// <inheritdoc/>
    public override string[] ColumnsOf(string table) => Rows($"SELECT name FROM pragma_table_info('{table}')");

    /// <inheritdoc/>
    public override void MakeReference(bool isFilled = true, bool hasAlembic = false) =>
        ReferenceDatabase.Make(this, ReferenceSchema.Sqlite, isFilled, hasAlembic);

    /// <inheritdoc/>
    /// <remarks>Without white space: columns that were added later stand in the line of the one before.</remarks>
    public override Task<string[]> DefinitionsAsync() => Task.FromResult(Rows("""
        SELECT type || ' ' || name, REPLACE(REPLACE(sql, ' ', ''), CHAR(10), '') FROM sqlite_master WHERE sql IS NOT NULL ORDER BY 1
        """));

    /// <inheritdoc/>
    public override Task<(int ExitCode, string Output)> FeedAsync(string text) => Tool.FeedAsync(text, "sqlite3", Path);

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

    /// <summary>Holds the file against SQLite's own rules and against its foreign keys.</summary>
    public void AssertWhole()
    {
        Assert.Equal(["ok"], Rows("PRAGMA integrity_check"));
        Assert.Empty(Rows("PRAGMA foreign_key_check"));
    }

    /// <inheritdoc/>
    protected override DbConnection Open()
    {
        SqliteConnection connection = new(_connectionString);
        connection.Open();
        return connection;
    }
}
