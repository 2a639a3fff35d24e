using System.Data.Common;

namespace Automua.Functions.Storage.Sql;

/// <summary>A connection, perhaps within a transaction, on which statements are run and, when asked for, shown in the log.</summary>
internal sealed class SqlSession : IAsyncDisposable
{
    private readonly SqlDialect _dialect;
    private readonly DbTransaction? _transaction;
    private readonly ISqlEcho? _echo;
    private bool _isWriter;
    private DbCommand? _command;

    private SqlSession(SqlDialect dialect, DbConnection connection, DbTransaction? transaction, ISqlEcho? echo)
    {
        _dialect = dialect;
        Connection = connection;
        _transaction = transaction;
        _echo = echo;
    }

    /// <summary>The connection.</summary>
    public DbConnection Connection { get; }

    /// <summary>Opens a connection to read from.</summary>
    public static async Task<SqlSession> ReadAsync(SqlDialect dialect, ISqlEcho? echo, CancellationToken cancellation) =>
        new(dialect, await dialect.OpenReaderAsync(cancellation), null, echo);

    /// <summary>Opens a connection and a transaction that sees one state of the database.</summary>
    public static Task<SqlSession> SnapshotAsync(SqlDialect dialect, ISqlEcho? echo, CancellationToken cancellation) =>
        BeginAsync(dialect, echo, async connection => await dialect.BeginSnapshotAsync(connection, cancellation), cancellation);

    /// <summary>Opens a connection and a transaction that no other writer can enter; leaving without a commit undoes everything.</summary>
    public static async Task<SqlSession> WriteAsync(SqlDialect dialect, ISqlEcho? echo, CancellationToken cancellation)
    {
        SqlSession session = await BeginAsync(dialect, echo, connection => dialect.BeginWriteAsync(connection, cancellation), cancellation);
        session._isWriter = true;
        return session;
    }

    /// <summary>Shows a statement that is about to run by other ways than <see cref="Command"/>.</summary>
    public void Show(string sql) => _echo?.Show(sql);

    /// <summary>Makes a command with parameters named <c>@p0</c>, <c>@p1</c> and so on.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        Show(sql);
        return Unshown(sql, values);
    }

    /// <summary>Runs a statement that is run again and again, outside of any transaction; its command is this session's or the connection's.</summary>
    /// <param name="sql">The statement, with parameters named <c>@p0</c>, <c>@p1</c> and so on, the same number each time.</param>
    /// <param name="values">Their values.</param>
    /// <param name="cancellation">Ends the statement.</param>
    public Task<DbDataReader> QueryAsync(string sql, ReadOnlySpan<object?> values, CancellationToken cancellation)
    {
        Show(sql);
        if (_dialect.KeptCommand(Connection, sql) is not { } command)
            _command = command = Unshown(sql, []);
        SetParameters(command, values);
        return command.ExecuteReaderAsync(cancellation);
    }

    /// <summary>Runs a statement in which values stand, and says how many rows it touched.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="values">The values that do not stand in it.</param>
    /// <param name="shown">What of the statement may be shown.</param>
    /// <param name="cancellation">Ends the statement.</param>
    public async Task<int> RunAsync(string sql, object?[] values, string shown, CancellationToken cancellation)
    {
        Show(shown);
        await using DbCommand command = Unshown(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Runs a statement and says how many rows it touched.</summary>
    public async Task<int> RunAsync(string sql, object?[] values, CancellationToken cancellation)
    {
        await using DbCommand command = Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The first column of the first row as a text; empty for none and for NULL.</summary>
    public async Task<string> TextAsync(string sql, CancellationToken cancellation)
    {
        await using DbCommand command = Command(sql);
        return await command.ExecuteScalarAsync(cancellation) as string ?? "";
    }

    /// <summary>Runs a statement without parameters.</summary>
    public Task<int> RunAsync(string sql, CancellationToken cancellation) => RunAsync(sql, [], cancellation);

    /// <summary>The first column of the first row as a number; 0 for none and for NULL.</summary>
    public async Task<long> NumberAsync(string sql, CancellationToken cancellation)
    {
        await using DbCommand command = Command(sql);
        return await command.ExecuteScalarAsync(cancellation) is { } value and not DBNull ? Convert.ToInt64(value) : 0;
    }

    /// <summary>Makes the transaction's changes lasting.</summary>
    public Task CommitAsync(CancellationToken cancellation) =>
        _transaction?.CommitAsync(cancellation) ?? Task.CompletedTask;

    /// <summary>
    /// Gives the connection back; what was not committed is undone. What the database has against that is nobody's affair: a
    /// connection that is not fit for others is closed, and with it the server undoes all that is left of it.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await UndoAsync();
        }
        finally
        {
            await EndAsync();
        }
    }

    private async Task UndoAsync()
    {
        if (_transaction is null)
            return;
        try
        {
            await _transaction.DisposeAsync();
        }
        catch (DbException)
        {
            _dialect.ForgetConnections(Connection);
        }
    }

    private async Task EndAsync()
    {
        try
        {
            if (_command is not null)
                await _command.DisposeAsync();
            if (_isWriter)
                await _dialect.EndWriteAsync(Connection);
        }
        finally
        {
            await _dialect.CloseAsync(Connection);
        }
    }

    private DbCommand Unshown(string sql, ReadOnlySpan<object?> values)
    {
        DbCommand command = Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        SetParameters(command, values);
        return command;
    }

    private static void SetParameters(DbCommand command, ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (i == command.Parameters.Count)
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{i}";
                command.Parameters.Add(parameter);
            }

            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }

    private static async Task<SqlSession> BeginAsync(
        SqlDialect dialect, ISqlEcho? echo, Func<DbConnection, Task<DbTransaction>> begin, CancellationToken cancellation)
    {
        for (int lost = 0; ; lost++)
        {
            DbConnection connection = await dialect.OpenAsync(cancellation);
            try
            {
                return new SqlSession(dialect, connection, await begin(connection), echo);
            }
            catch (DbException problem) when (lost < SqlDialect.LargestPool && dialect.IsLost(connection, problem))
            {
                // The pool had it from before the server was restarted; nothing was written on it.
                dialect.ForgetConnections(connection);
                await connection.DisposeAsync();
            }
            catch
            {
                await connection.DisposeAsync();
                throw;
            }
        }
    }
}
