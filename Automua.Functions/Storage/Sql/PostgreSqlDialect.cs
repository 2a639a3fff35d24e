using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Automua.Functions.Configuration;
using Azure.Core;
using Npgsql;
using NpgsqlTypes;

namespace Automua.Functions.Storage.Sql;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgreSqlDialect : SqlDialect, IDisposable
{
    // What a statement of an import may take; look-ups have a deadline of their own.
    private const int WriteSeconds = 600;

    // Any number will do; this one is the program's name in ASCII.
    private const long WriterLock = 0x006175746F6D7561;

    private const string TokenScope = "https://ossrdbms-aad.database.windows.net/.default";

    private static readonly string[] NumberedTables = ["provider", "server", "davserver", "ldapserver", "domain"];

    // Of several that open at once, all wait for the first token; then it is renewed as long as the program runs. The
    // credential keeps a token until shortly before it ends.
    private static readonly TimeSpan TokenRenewal = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TokenRetry = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource _source;

    /// <summary>Makes a pool of connections; opens none.</summary>
    /// <param name="uri">Where the database is.</param>
    /// <param name="identity">What the program is on Azure; asked for tokens when the URI says so.</param>
    public PostgreSqlDialect(PostgreSqlUri uri, Func<TokenCredential> identity)
    {
        Description = $"PostgreSQL database {uri}";
        NpgsqlConnectionStringBuilder connection = new()
        {
            Host = uri.Host,
            Port = uri.Port,
            Username = uri.User,
            Password = uri.Password,
            Database = uri.Database,
            Timeout = uri.ConnectSeconds,
            CommandTimeout = WriteSeconds,
            MaxPoolSize = LargestPool,
            ApplicationName = uri.ApplicationName ?? "automua",
            SslMode = ModeOf(uri.Security ?? (uri.IsEntra ? TransportSecurity.TrustedServer : TransportSecurity.WhereOffered)),
            RootCertificate = uri.RootCertificate,
        };
        NpgsqlSlimDataSourceBuilder builder = new(connection.ConnectionString);
        builder.EnableTransportSecurity();
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        if (uri.IsEntra)
        {
            TokenCredential credential = identity();
            builder.UsePeriodicPasswordProvider(
                async (_, cancellation) => (await credential.GetTokenAsync(new TokenRequestContext([TokenScope]), cancellation)).Token,
                TokenRenewal,
                TokenRetry);
        }

        _source = builder.Build();
    }

    /// <inheritdoc/>
    public override string Description { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Migration> Migrations => PostgreSqlSchema.Steps;

    /// <inheritdoc/>
    public override async Task<DbConnection> OpenAsync(CancellationToken cancellation)
    {
        try
        {
            return await _source.OpenConnectionAsync(cancellation);
        }
        catch (SocketException problem)
        {
            // A name that nobody knows comes as it is.
            throw new NpgsqlException(problem.Message, problem);
        }
    }

    /// <inheritdoc/>
    /// <remarks>After a fatal error the server hangs up, which shows on the connection a little later.</remarks>
    public override bool IsLost(DbConnection connection, DbException problem) =>
        base.IsLost(connection, problem) || problem is PostgresException { InvariantSeverity: "FATAL" or "PANIC" };

    /// <inheritdoc/>
    public override bool IsTableMissing(DbException problem) => problem is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable };

    /// <inheritdoc/>
    public override void ForgetConnections(DbConnection lost) => _source.Clear();

    /// <inheritdoc/>
    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellation)
    {
        DbTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = $"SELECT pg_advisory_xact_lock({WriterLock})";
            await command.ExecuteNonQueryAsync(cancellation);
            return transaction;
        }
        catch
        {
            await transaction.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    /// <remarks>Of ASCII's letters alone, whatever the locale of the database.</remarks>
    public override string FoldedName(string domain) => $"lower({domain}.name COLLATE \"C\")";

    /// <inheritdoc/>
    public override string OrderedName(string domain) => $"{domain}.name COLLATE \"C\"";

    /// <inheritdoc/>
    public override string AsText(string column) => $"CAST({column} AS TEXT)";

    /// <inheritdoc/>
    public override string CreateTemporaryTable(string name, string columns) =>
        $"CREATE TEMPORARY TABLE {name} ({columns}) ON COMMIT DROP";

    /// <inheritdoc/>
    public override async Task InsertAsync(
        SqlSession session, string table, string[] columns, IEnumerable<object?[]> rows, CancellationToken cancellation)
    {
        string copy = $"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)";
        session.Show(copy);
        await using NpgsqlBinaryImporter importer =
            await ((NpgsqlConnection)session.Connection).BeginBinaryImportAsync(copy, cancellation);
        foreach (object?[] row in rows)
        {
            await importer.StartRowAsync(cancellation);
            foreach (object? value in row)
                await WriteAsync(importer, value, cancellation);
        }

        await importer.CompleteAsync(cancellation);
    }

    /// <inheritdoc/>
    public override Task<IReadOnlyList<string>> BeginFillingAsync(SqlSession session, CancellationToken cancellation) =>
        PostgreSqlFilling.BeginAsync(session, cancellation);

    /// <inheritdoc/>
    public override Task CountOnAsync(SqlSession session, CancellationToken cancellation)
    {
        IEnumerable<string> counters = NumberedTables.Select(
            table => $"SELECT pg_get_serial_sequence('{table}', 'id')::regclass AS sequence, (SELECT MAX(id) FROM {table}) AS last");
        return session.RunAsync(
            $"""
            SELECT setval(c.sequence, c.last) FROM ({string.Join(" UNION ALL ", counters)}) c
            WHERE c.last > COALESCE(pg_sequence_last_value(c.sequence), 0)
            """,
            cancellation);
    }

    /// <summary>Closes the pool's connections.</summary>
    public void Dispose() => _source.Dispose();

    // All numbers of the schema are 32 bits wide, and a binary COPY takes no others.
    private static Task WriteAsync(NpgsqlBinaryImporter importer, object? value, CancellationToken cancellation) => value switch
    {
        null => importer.WriteNullAsync(cancellation),
        string text => importer.WriteAsync(text, NpgsqlDbType.Text, cancellation),
        bool flag => importer.WriteAsync(flag, NpgsqlDbType.Boolean, cancellation),
        _ => importer.WriteAsync(Convert.ToInt32(value, CultureInfo.InvariantCulture), NpgsqlDbType.Integer, cancellation),
    };

    private static SslMode ModeOf(TransportSecurity security) => security switch
    {
        TransportSecurity.None => SslMode.Disable,
        TransportSecurity.WhereOffered => SslMode.Prefer,
        TransportSecurity.Required => SslMode.Require,
        TransportSecurity.TrustedAuthority => SslMode.VerifyCA,
        _ => SslMode.VerifyFull,
    };
}
