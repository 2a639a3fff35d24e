using System.Data;
using System.Data.Common;

namespace Automua.Functions.Storage.Sql;

/// <summary>What differs between the databases that speak SQL.</summary>
internal abstract class SqlDialect
{
    /// <summary>What the log and the line at start call the database; it holds no secret.</summary>
    public abstract string Description { get; }

    /// <summary>The migrations, in order; see <see cref="Migrator"/>.</summary>
    public abstract IReadOnlyList<Migration> Migrations { get; }

    /// <summary>Opens a connection from the pool.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellation);

    /// <summary>Begins a transaction that no other writer can enter.</summary>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation);

    /// <summary>Begins a transaction that sees one state of the database, and keeps nobody from writing.</summary>
    public virtual ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellation) =>
        connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);

    /// <summary>A domain name's column in a form that compares with lower-case values, whatever the case of the row, by an index.</summary>
    public abstract string FoldedName(string column);

    /// <summary>The statement that makes a temporary table, empty at the start of a transaction.</summary>
    public abstract string CreateTemporaryTable(string name, string columns);

    /// <summary>Inserts rows, as fast as the database takes them.</summary>
    public abstract Task InsertAsync(
        SqlSession session, string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken cancellation);
}
