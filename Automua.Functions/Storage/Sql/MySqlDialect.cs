using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;
using Automua.Functions.Configuration;
using MySqlConnector;

namespace Automua.Functions.Storage.Sql;

/// <summary>MySQL and MariaDB.</summary>
internal sealed class MySqlDialect : SqlDialect, IDisposable
{
    // What a statement of an import may take; look-ups have a deadline of their own.
    private const int WriteSeconds = 600;

    private const int ReleaseSeconds = 5;

    // A statement's characters; far below what the server takes in one, whose least is 1 MiB. They take up to 4 octets there.
    private const int LargestBatch = 200_000;

    // Locks by name are the whole server's; names of databases can be too long for them.
    private const string WriterLock = "CONCAT('automua-', MD5(DATABASE()))";

    // Whatever the server's own mode: too long is an error, and 0 is a number.
    private const string Mode = "SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,NO_AUTO_VALUE_ON_ZERO'";

    private readonly string _connectionString;

    /// <summary>Opens no connection.</summary>
    public MySqlDialect(MySqlUri uri)
    {
        Description = $"MySQL database {uri}";
        MySqlConnectionStringBuilder connection = new()
        {
            Server = uri.Host,
            Port = (uint)uri.Port,
            ConnectionProtocol = uri.Host.StartsWith('/') ? MySqlConnectionProtocol.UnixSocket : MySqlConnectionProtocol.Socket,
            UserID = uri.User,
            Database = uri.Database,
            ConnectionTimeout = (uint)uri.ConnectSeconds,
            DefaultCommandTimeout = WriteSeconds,
            MaximumPoolSize = LargestPool,
            CharacterSet = "utf8mb4",
            ApplicationName = "automua",
            // A reset for each look-up would be a second round trip.
            ConnectionReset = false,
        };
        if (uri.Password is { } password)
            connection.Password = password;
        if (uri.RootCertificate is { } authority)
        {
            connection.SslCa = authority;
            connection.SslMode = uri.ChecksHost ?? true ? MySqlSslMode.VerifyFull : MySqlSslMode.VerifyCA;
        }

        _connectionString = connection.ConnectionString;
    }

    /// <inheritdoc/>
    public override string Description { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Migration> Migrations => MySqlSchema.Steps;

    /// <inheritdoc/>
    public override Task<DbConnection> OpenAsync(CancellationToken cancellation) =>
        OpenAsync(new MySqlConnection(_connectionString), cancellation);

    /// <inheritdoc/>
    public override void ForgetConnections(DbConnection lost) => MySqlConnection.ClearPool((MySqlConnection)lost);

    /// <inheritdoc/>
    public override bool IsTableMissing(DbException problem) => problem is MySqlException { ErrorCode: MySqlErrorCode.NoSuchTable };

    /// <inheritdoc/>
    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation)
    {
        try
        {
            // Changes of the schema end a transaction, so the lock is the connection's. What is read comes after it.
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = $"{Mode}; SELECT GET_LOCK({WriterLock}, {WriteSeconds})";
            if (await command.ExecuteScalarAsync(cancellation) is not (1 or 1L))
                throw new DatabaseBusyException("another program writes, and has done so for a long time");
            return await connection.BeginTransactionAsync(cancellation);
        }
        catch
        {
            // Who gave up waiting may have been given the lock at that moment.
            await EndWriteAsync(connection);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async Task EndWriteAsync(DbConnection connection)
    {
        // With a lost connection the server has let the lock go.
        if (connection.State != ConnectionState.Open)
            return;
        try
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = $"DO RELEASE_LOCK({WriterLock})";
            command.CommandTimeout = ReleaseSeconds;
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (DbException)
        {
            // The lock ends with the connection, which must not go back to the pool.
            ForgetConnections(connection);
        }
    }

    /// <inheritdoc/>
    public override string FoldedName(string domain) => $"{domain}.automua_name";

    /// <inheritdoc/>
    public override string AsText(string column) => $"CAST({column} AS CHAR CHARACTER SET utf8mb4)";

    /// <inheritdoc/>
    /// <remarks>What a rolled back transaction made stays there in this database.</remarks>
    public override string CreateTemporaryTable(string name, string columns) =>
        $"{DropTemporaryTable(name)}; CREATE TEMPORARY TABLE {name} ({columns}) {MySqlSchema.TableOptions}";

    /// <inheritdoc/>
    /// <remarks>Without the word TEMPORARY the statement would end the transaction.</remarks>
    public override string DropTemporaryTable(string name) => $"DROP TEMPORARY TABLE IF EXISTS {name}";

    /// <inheritdoc/>
    public override string UpdateListed(string table, string list, string key, params string[] columns) =>
        $"""
        UPDATE {list} JOIN {table} ON {table}.id = {list}.{key}
        SET {string.Join(", ", columns.Select(column => $"{table}.{column} = {list}.{column}"))}
        """;

    /// <inheritdoc/>
    public override string DeleteListed(string table, string column, string list, string key) =>
        $"DELETE {table} FROM {list} JOIN {table} ON {table}.{column} = {list}.{key}";

    /// <inheritdoc/>
    /// <remarks>Numbers stand in the statement: the library takes longer to find a parameter than the server to insert it.</remarks>
    public override async Task InsertAsync(
        SqlSession session, string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        string insert = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES";
        StringBuilder sql = new();
        List<object?> texts = [];
        int length = 0;
        foreach (object?[] row in rows)
        {
            sql.Append(sql.Length == 0 ? insert : ",");
            char before = '(';
            foreach (object? value in row)
            {
                sql.Append(before);
                before = ',';
                length += Append(sql, value, texts);
            }

            sql.Append(')');
            if (sql.Length + length < LargestBatch)
                continue;
            await session.RunAsync($"{sql}", [.. texts], insert, cancellation);
            sql.Clear();
            texts.Clear();
            length = 0;
        }

        if (sql.Length > 0)
            await session.RunAsync($"{sql}", [.. texts], insert, cancellation);
    }

    /// <summary>Closes the pool's connections.</summary>
    public void Dispose()
    {
        using MySqlConnection connection = new(_connectionString);
        MySqlConnection.ClearPool(connection);
    }

    // Returns the length of what does not stand in the statement itself.
    private static int Append(StringBuilder sql, object? value, List<object?> texts)
    {
        switch (value)
        {
            case null:
                sql.Append("NULL");
                return 0;
            case string text:
                sql.Append("@p").Append(texts.Count);
                texts.Add(text);
                return text.Length;
            default:
                sql.Append(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                return 0;
        }
    }
}
