using System.Data;
using System.Data.Common;

namespace Automua.Functions.Storage.Sql;

/// <summary>What differs between the databases that speak SQL.</summary>
internal abstract class SqlDialect
{
    /// <summary>
    /// The most connections to a server: enough for thousands of look-ups a second, and so few that several programs fit into the
    /// 35 to 150 that servers let in by default.
    /// </summary>
    public const int LargestPool = 20;

    /// <summary>What the log and the line at start call the database; it holds no secret.</summary>
    public abstract string Description { get; }

    /// <summary>The migrations, in order; see <see cref="Migrator"/>.</summary>
    public abstract IReadOnlyList<Migration> Migrations { get; }

    /// <summary>The number of the newest migration: that of the schema on which this program works.</summary>
    public int Schema => Migrations[^1].Number;

    /// <summary>The migrations that a database has not seen whose last one is known.</summary>
    public IEnumerable<Migration> MigrationsAfter(long number) => Migrations.Where(migration => migration.Number > number);

    /// <summary>Opens a connection from the pool.</summary>
    /// <exception cref="DbException">The database does not answer.</exception>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>Opens a connection to read from; it may be one on which statements are prepared already.</summary>
    /// <exception cref="DbException">The database does not answer.</exception>
    public virtual Task<DbConnection> OpenReaderAsync(CancellationToken cancellation) => OpenAsync(cancellation);

    /// <summary>The command of a statement that is run again and again, when a connection keeps it; null when it keeps none.</summary>
    public virtual DbCommand? KeptCommand(DbConnection connection, string sql) => null;

    /// <summary>Gives a connection back.</summary>
    public virtual ValueTask CloseAsync(DbConnection connection) => connection.DisposeAsync();

    /// <summary>Opens a connection, or gives it back to nobody.</summary>
    protected static async Task<DbConnection> OpenAsync(DbConnection connection, CancellationToken cancellation)
    {
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether a failure is the connection's end: what was asked on it may be asked again on another.</summary>
    public virtual bool IsLost(DbConnection connection, DbException problem) => connection.State != ConnectionState.Open;

    /// <summary>Whether a query failed because its table is not there, and not for another reason.</summary>
    public abstract bool IsTableMissing(DbException problem);

    /// <summary>
    /// Drops the pool's connections, after one of them was found lost: the others are as old. Those in use are closed when they
    /// are given back.
    /// </summary>
    public virtual void ForgetConnections(DbConnection lost)
    {
    }

    /// <summary>Begins a transaction that no other writer can enter.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Begins a transaction that sees one state of the database, and keeps nobody from writing.</summary>
    public virtual ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    /// <summary>Lets the next writer in, where the end of the transaction does not.</summary>
    public virtual Task EndWriteAsync(DbConnection connection) => Task.CompletedTask;

    /// <summary>The name of a domain's row in a form that compares with lower-case values, whatever the case of the row, by an index.</summary>
    /// <param name="domain">The table's name or alias in the statement.</param>
    public abstract string FoldedName(string domain);

    /// <summary>The name of a domain's row in a form that compares octet by octet, by an index.</summary>
    /// <param name="domain">The table's name or alias in the statement.</param>
    public virtual string OrderedName(string domain) => $"{domain}.name";

    /// <summary>
    /// The condition of rows whose column of texts holds a text, where the database may hold anything there; null where it does not.
    /// </summary>
    /// <param name="column">The column.</param>
    public virtual string? IsText(string column) => null;

    /// <summary>A column that shares its place in the result with columns of other types.</summary>
    public abstract string AsText(string column);

    /// <summary>The statement that makes a temporary table, empty at the start of a transaction.</summary>
    public abstract string CreateTemporaryTable(string name, string columns);

    /// <summary>The statement that removes a temporary table.</summary>
    public virtual string DropTemporaryTable(string name) => $"DROP TABLE {name}";

    /// <summary>The statement that gives the rows listed in a temporary table their new values.</summary>
    /// <param name="table">The table.</param>
    /// <param name="list">The temporary table.</param>
    /// <param name="key">Its column with the rows' numbers.</param>
    /// <param name="columns">The columns with new values, of the same names in both tables.</param>
    public virtual string UpdateListed(string table, string list, string key, params string[] columns) =>
        $"""
        UPDATE {table} SET {string.Join(", ", columns.Select(column => $"{column} = {list}.{column}"))}
        FROM {list} WHERE {list}.{key} = {table}.id
        """;

    /// <summary>The statement that removes the rows of which a column is listed in a temporary table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">Its column.</param>
    /// <param name="list">The temporary table.</param>
    /// <param name="key">Its column.</param>
    public virtual string DeleteListed(string table, string column, string list, string key) =>
        $"DELETE FROM {table} WHERE {column} IN (SELECT {key} FROM {list})";

    /// <summary>Inserts rows, as fast as the database takes them.</summary>
    public abstract Task InsertAsync(
        SqlSession session, string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken cancellation);

    /// <summary>
    /// Prepares the tables of domains, in which there is no row, for very many. The statements that it gives end that, after the
    /// last row and within the same transaction.
    /// </summary>
    public virtual Task<IReadOnlyList<string>> BeginFillingAsync(SqlSession session, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Has the database count on from the numbers that an import gave, for rows that are inserted by hand without one.</summary>
    public virtual Task CountOnAsync(SqlSession session, CancellationToken cancellation) => Task.CompletedTask;
}
