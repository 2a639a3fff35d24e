using System.Data.Common;

namespace Automua.Functions.Tests.Storage;

/// <summary>A database as an administrator sees it, beside the program.</summary>
internal abstract class AdministeredDatabase : IAsyncDisposable
{
    /// <summary>The <c>db_uri</c> of the database.</summary>
    public abstract string Uri { get; }

    /// <summary>The folder in which a program on this database runs; null for a new one.</summary>
    public virtual string? Directory => null;

    /// <summary>Runs statements.</summary>
    public void Execute(string sql)
    {
        using DbConnection connection = Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, each as one text.</summary>
    public string[] Rows(string sql)
    {
        using DbConnection connection = Open();
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DbDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetValue(i))));
        return [.. rows];
    }

    /// <summary>The first column of the first row.</summary>
    public long Number(string sql) => long.Parse(Rows(sql)[0]);

    /// <summary>The columns of a table.</summary>
    public abstract string[] ColumnsOf(string table);

    /// <summary>Makes the reference system's tables, and its rows.</summary>
    public abstract void MakeReference(bool isFilled = true, bool hasAlembic = false);

    /// <summary>Every table, index and trigger, each as the database itself defines it.</summary>
    public abstract Task<string[]> DefinitionsAsync();

    /// <summary>Has the database's own client run a text, as an administrator pipes it in, and says how that ended.</summary>
    public abstract Task<(int ExitCode, string Output)> FeedAsync(string text);

    /// <summary>Has the database's own client run a text that it must take.</summary>
    public async Task LoadAsync(string text)
    {
        (int exitCode, string output) = await FeedAsync(text);
        Assert.True(exitCode == 0, output);
    }

    /// <summary>Removes the database, unless a program that runs in <see cref="Directory"/> does.</summary>
    public ValueTask DisposeAsync()
    {
        Remove();
        return ValueTask.CompletedTask;
    }

    /// <summary>Removes the database, where no folder is removed with it.</summary>
    protected virtual void Remove()
    {
    }

    /// <summary>Opens a connection that no pool keeps.</summary>
    protected abstract DbConnection Open();
}
