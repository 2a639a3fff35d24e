using System.Data.Common;
using Automua.Functions.Tests.Running;
using Npgsql;

namespace Automua.Functions.Tests.Storage;

/// <summary>PostgreSQL.</summary>
internal sealed class PostgreSqlServer : DatabaseServer
{
    private const string Administrator = "postgres";

    // Debian keeps the programs of each version in a folder of their own.
    private static readonly string Programs = System.IO.Directory
        .GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Select(version => Path.Combine(version, "bin")).Last();

    private PostgreSqlServer()
    {
    }

    /// <inheritdoc/>
    protected override string Scheme => "postgresql+psycopg2";

    /// <inheritdoc/>
    /// <remarks>SIGINT: the server ends its connections and then itself, and takes its shared memory along.</remarks>
    protected override int StopSignal => 2;

    /// <inheritdoc/>
    protected override string SystemUser => Administrator;

    /// <inheritdoc/>
    protected override string SystemGroup => Administrator;

    /// <inheritdoc/>
    public override ReferenceSchema Reference => ReferenceSchema.PostgreSql;

    /// <inheritdoc/>
    public override string CurrentSchema => "'public'";

    private string[] Login => [$"--host={Directory}", $"--port={Port}", $"--username={Administrator}"];

    private string Data => Path.Combine(Directory, "data");

    /// <summary>Makes a server and starts it.</summary>
    public static Task<PostgreSqlServer> NewAsync() => NewAsync(new PostgreSqlServer());

    /// <inheritdoc/>
    public override async Task StartAsync()
    {
        (string file, string[] arguments) = AsSystemUser(
            Path.Combine(Programs, "postgres"),
            ["-D", Data, "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={Directory}",
            "-c", "fsync=off", "-c", "dynamic_shared_memory_type=mmap", "-c", "log_timezone=UTC", "-c", "timezone=UTC", .. TlsArguments]);
        await StartAsync(
            file,
            arguments,
            port => File.WriteAllTextAsync(Path.Combine(Data, "postgresql.auto.conf"), $"port = {port}\n"),
            "ready to accept connections");
    }

    /// <inheritdoc/>
    public override DbConnection Open(string? database)
    {
        NpgsqlConnection connection = new(new NpgsqlConnectionStringBuilder
        {
            Host = Directory, Port = Port, Username = Administrator, Database = database ?? Administrator, Pooling = false,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <inheritdoc/>
    public override async Task<string[]> DefinitionsAsync(ServedDatabase database)
    {
        string dump = await Tool.SucceedAsync(
            "pg_dump", [.. Login, $"--dbname={database.Name}", "--schema-only", "--no-owner", "--no-privileges", "--no-comments"]);
        // Lines of psql's own are different each time.
        return
        [
            .. dump.Split(";\n").Select(statement => string.Join('\n', statement.Split('\n').Where(line =>
                line.Length > 0 && !line.StartsWith("--", StringComparison.Ordinal) && line[0] != '\\')))
                .Where(statement => statement.Length > 0),
        ];
    }

    /// <inheritdoc/>
    public override Task<(int ExitCode, string Output)> FeedAsync(string database, string text) =>
        Tool.FeedAsync(text, "psql", [.. Login, $"--dbname={database}", "--no-psqlrc", "--quiet"]);

    /// <inheritdoc/>
    public override void Drop(string database) => Execute(null, $"DROP DATABASE {database} WITH (FORCE)");

    /// <inheritdoc/>
    public override void Give(string database)
    {
        Execute(null, $"ALTER DATABASE {database} OWNER TO {User}");
        foreach (string table in Tables(database))
            Execute(database, $"ALTER TABLE {table} OWNER TO {User}");
    }

    /// <inheritdoc/>
    protected override Task MoveAsync(string database, string directory)
    {
        Execute(null, $"CREATE TABLESPACE of_{database} LOCATION '{directory}'");
        Execute(null, $"ALTER DATABASE {database} SET TABLESPACE of_{database}");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override string UserStatement => $"CREATE ROLE {User} LOGIN PASSWORD '{Password}'";

    /// <inheritdoc/>
    public override void SetPassword(string password) => Execute(null, $"ALTER ROLE {User} PASSWORD '{password}'");

    /// <inheritdoc/>
    protected override string[] TlsArgumentsOf(string certificate, string key) =>
        ["-c", "ssl=on", "-c", $"ssl_cert_file={certificate}", "-c", $"ssl_key_file={key}"];

    /// <inheritdoc/>
    public override void RequireTls()
    {
        File.WriteAllText(Path.Combine(Data, "pg_hba.conf"), "local all all trust\nhostssl all all all scram-sha-256\n");
        Execute(null, "SELECT pg_reload_conf()");
    }

    /// <inheritdoc/>
    protected override string LockStatement(string table) => $"BEGIN; LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE";

    private List<string> Tables(string database)
    {
        using DbConnection connection = Open(database);
        using DbCommand command = connection.CreateCommand();
        command.CommandText = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'";
        using DbDataReader row = command.ExecuteReader();
        List<string> tables = [];
        while (row.Read())
            tables.Add(row.GetString(0));
        return tables;
    }

    /// <inheritdoc/>
    // Over TCP with a password; through the socket, which is in a folder of the test's own, without. Letters of all scripts
    // have their cases, as in the databases of most administrators.
    protected override Task InitializeAsync() => MakeDataAsync(
        Path.Combine(Programs, "initdb"),
        "-D", Data, "-U", Administrator, "--encoding=UTF8", "--locale=C", "--locale-provider=icu",
        "--icu-locale=und", "--auth-local=trust", "--auth-host=scram-sha-256", "--no-sync");
}
