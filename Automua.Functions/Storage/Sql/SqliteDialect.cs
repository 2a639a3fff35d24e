using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Automua.Functions.Configuration;
using Microsoft.Data.Sqlite;

namespace Automua.Functions.Storage.Sql;

/// <summary>SQLite, in a file or in memory.</summary>
internal sealed class SqliteDialect : SqlDialect, IDisposable
{
    // In KiB. A large import writes the same pages of indexes again and again; the other one is SQLite's default.
    private const int WriterCache = 64 * 1024;
    private const int ReaderCache = 2000;

    private static readonly Migration[] Steps =
    [
        new(1, "tables of automua", ReferenceTables.Statements("INTEGER NOT NULL")),
        new(
            2,
            "indexes for look-ups and imports",
            "CREATE INDEX IF NOT EXISTS automua_domain_name ON domain (name COLLATE NOCASE)",
            "CREATE INDEX IF NOT EXISTS automua_domain_provider ON domain (provider_id)",
            "CREATE INDEX IF NOT EXISTS automua_server_domain ON server_domain (domain_id)",
            "CREATE INDEX IF NOT EXISTS automua_davserver_domain ON davserver_domain (domain_id)"),
        new(
            3,
            "columns that databases of 2020 lack",
            new MigrationStatement(
                "ALTER TABLE server ADD COLUMN prio INTEGER DEFAULT '10' NOT NULL",
                Unless: "SELECT COUNT(*) FROM pragma_table_info('server') WHERE name = 'prio'"),
            new MigrationStatement(
                "ALTER TABLE domain ADD COLUMN ldapserver_id INTEGER REFERENCES ldapserver (id)",
                Unless: "SELECT COUNT(*) FROM pragma_table_info('domain') WHERE name = 'ldapserver_id'"),
            new MigrationStatement(
                AlembicRevision.Raise,
                Unless: $"SELECT COUNT(*) = 0 FROM sqlite_master WHERE type = 'table' AND name = '{AlembicRevision.Table}'")),
        new(
            4,
            "what automua's columns cannot say",
            "ALTER TABLE provider ADD COLUMN automua_id VARCHAR(253)",
            "ALTER TABLE provider ADD COLUMN automua_details TEXT",
            "ALTER TABLE server ADD COLUMN automua_authentication VARCHAR(255)"),
        new(
            5,
            "providers that are asked for by a host",
            """
            CREATE TABLE automua_host (
                name VARCHAR(253) NOT NULL,
                kind VARCHAR(8) NOT NULL,
                provider_id INTEGER NOT NULL REFERENCES provider (id) ON DELETE CASCADE,
                PRIMARY KEY (name, kind, provider_id))
            """,
            "CREATE INDEX automua_host_provider ON automua_host (provider_id)",
            """
            INSERT OR IGNORE INTO automua_host (name, kind, provider_id)
            SELECT LOWER(m.value), 'mx', p.id
            FROM provider p, json_each(CASE WHEN json_valid(p.automua_details) THEN p.automua_details ELSE '{}' END, '$.mx_domains') m
            """,
            ReferenceTables.Links("automua_server_provider", "server", "provider", ReferenceTables.Cascade),
            ReferenceTables.Links("automua_davserver_provider", "davserver", "provider", ReferenceTables.Cascade),
            "CREATE INDEX automua_server_provider_of ON automua_server_provider (provider_id)",
            "CREATE INDEX automua_davserver_provider_of ON automua_davserver_provider (provider_id)",
            "CREATE INDEX automua_provider_id ON provider (automua_id)",
            "CREATE INDEX automua_provider_name ON provider (name)",
            // Programs that know nothing of these tables delete rows that they refer to, without the check of foreign keys.
            """
            CREATE TRIGGER automua_provider_deleted AFTER DELETE ON provider BEGIN
                DELETE FROM automua_host WHERE provider_id = OLD.id;
                DELETE FROM automua_server_provider WHERE provider_id = OLD.id;
                DELETE FROM automua_davserver_provider WHERE provider_id = OLD.id;
            END
            """,
            """
            CREATE TRIGGER automua_server_deleted AFTER DELETE ON server BEGIN
                DELETE FROM automua_server_provider WHERE server_id = OLD.id;
            END
            """,
            """
            CREATE TRIGGER automua_davserver_deleted AFTER DELETE ON davserver BEGIN
                DELETE FROM automua_davserver_provider WHERE davserver_id = OLD.id;
            END
            """),
        new(6, "whether an LDAP server may be asked in the clear", "ALTER TABLE ldapserver ADD COLUMN automua_allow_plain BOOLEAN"),
        new(7, "indexes for lists of domains", "CREATE INDEX automua_domain_provider_order ON domain (provider_id, name)"),
    ];

    // Reading blocks a thread, so there are seldom more at once than processors.
    private const int MostReaders = 16;

    private readonly string _connectionString;
    private readonly string _readersConnectionString;
    private readonly TimeProvider _time;
    private readonly ConcurrentStack<SqliteReader> _readers = [];

    // A database in memory lives as long as a connection to it.
    private readonly SqliteConnection? _lifeline;

    /// <summary>Opens nothing yet, but a database in memory.</summary>
    /// <param name="uri">Where the database is.</param>
    /// <param name="time">The clock by which connections are given up.</param>
    public SqliteDialect(SqliteUri uri, TimeProvider time)
    {
        _time = time;
        if (uri.Path is { } path)
        {
            string full = Path.GetFullPath(path);
            Description = $"SQLite file {full}";
            _connectionString = new SqliteConnectionStringBuilder { DataSource = full }.ToString();
        }
        else
        {
            Description = "SQLite in memory: everything is lost when the program ends";
            _connectionString = new SqliteConnectionStringBuilder
            {
                DataSource = $"file:/automua-{Guid.NewGuid():N}?vfs=memdb",
            }.ToString();
            _lifeline = new SqliteConnection(_connectionString);
            _lifeline.Open();
        }

        _readersConnectionString = new SqliteConnectionStringBuilder(_connectionString) { Pooling = false }.ToString();
    }

    /// <inheritdoc/>
    public override string Description { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Migration> Migrations => Steps;

    /// <summary>Readers go on while an import writes.</summary>
    public async Task UseWriteAheadLogAsync(CancellationToken cancellation)
    {
        await using DbConnection connection = await OpenAsync(cancellation);
        await RunAsync(connection, "PRAGMA journal_mode = WAL", cancellation);
    }

    /// <inheritdoc/>
    public override Task<DbConnection> OpenAsync(CancellationToken cancellation) =>
        OpenAsync(new SqliteConnection(_connectionString), cancellation);

    /// <inheritdoc/>
    public override async Task<DbConnection> OpenReaderAsync(CancellationToken cancellation)
    {
        // In memory, what is opened while somebody writes finds no table; the pool has some that were opened before.
        if (_lifeline is not null)
            return await OpenAsync(cancellation);
        while (_readers.TryPop(out SqliteReader? reader))
        {
            if (!reader.IsOld)
                return reader;
            await reader.DisposeAsync();
        }

        return await OpenAsync(new SqliteReader(_readersConnectionString, _time), cancellation);
    }

    /// <inheritdoc/>
    public override DbCommand? KeptCommand(DbConnection connection, string sql) => (connection as SqliteReader)?.CommandOf(sql);

    /// <inheritdoc/>
    public override ValueTask CloseAsync(DbConnection connection)
    {
        if (connection is not SqliteReader reader || reader.State != ConnectionState.Open || _readers.Count >= MostReaders)
            return connection.DisposeAsync();
        _readers.Push(reader);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    /// <remarks>The number of the error is that of all faults in statements.</remarks>
    public override bool IsTableMissing(DbException problem) => problem.Message.Contains("no such table", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation)
    {
        await RunAsync(connection, $"PRAGMA cache_size = {-WriterCache}; PRAGMA temp_store = MEMORY", cancellation);
        // BEGIN IMMEDIATE: a second writer waits here, before it has read anything.
        return ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);
    }

    /// <inheritdoc/>
    public override Task EndWriteAsync(DbConnection connection) =>
        RunAsync(connection, $"PRAGMA cache_size = {-ReaderCache}; PRAGMA shrink_memory", CancellationToken.None);

    /// <inheritdoc/>
    public override ValueTask<DbTransaction> BeginSnapshotAsync(DbConnection connection, CancellationToken cancellation) =>
        // Its first statement begins to read; a transaction that is not deferred would be a writer's.
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: true));

    /// <inheritdoc/>
    public override string FoldedName(string domain) => $"{domain}.name COLLATE NOCASE";

    /// <inheritdoc/>
    public override string? IsText(string column) => $"typeof({column}) = 'text'";

    /// <inheritdoc/>
    public override string AsText(string column) => column;

    /// <inheritdoc/>
    public override string CreateTemporaryTable(string name, string columns) =>
        $"DROP TABLE IF EXISTS temp.{name}; CREATE TEMPORARY TABLE {name} ({columns})";

    /// <inheritdoc/>
    /// <remarks>By SQLite's own functions: a command's way there takes longer than the row.</remarks>
    public override Task InsertAsync(
        SqlSession session, string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        string insert = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(_ => "?"))})";
        session.Show(insert);
        using SqliteInsertion insertion = new((SqliteConnection)session.Connection, insert);
        foreach (object?[] row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            insertion.Insert(row);
        }

        return Task.CompletedTask;
    }

    /// <summary>Lets go of the database.</summary>
    public void Dispose()
    {
        while (_readers.TryPop(out SqliteReader? reader))
            reader.Dispose();
        _lifeline?.Dispose();
        using SqliteConnection connection = new(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static async Task RunAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
