using System.Data.Common;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Running;
using MySqlConnector;

namespace Automua.Functions.Tests.Storage;

/// <summary>MariaDB.</summary>
internal sealed partial class MariaDbServer : DatabaseServer
{
    private const string Program = "/usr/sbin/mariadbd";
    private const string Administrator = "root";

    private MariaDbServer()
    {
    }

    /// <inheritdoc/>
    /// <remarks>SIGTERM, so that the data is whole at the next start.</remarks>
    protected override int StopSignal => 15;

    /// <inheritdoc/>
    protected override string Scheme => "mysql+pymysql";

    /// <inheritdoc/>
    protected override string Options => "?charset=utf8mb4";

    /// <inheritdoc/>
    protected override string SystemUser => "nobody";

    /// <inheritdoc/>
    protected override string SystemGroup => "nogroup";

    /// <inheritdoc/>
    public override ReferenceSchema Reference => ReferenceSchema.MySql;

    /// <inheritdoc/>
    public override string CurrentSchema => "DATABASE()";

    private string Data => Path.Combine(Directory, "data");

    private string PortFile => Path.Combine(Directory, "port.cnf");

    private string Socket => Path.Combine(Directory, "socket");

    /// <summary>Makes a server and starts it.</summary>
    public static Task<MariaDbServer> NewAsync() => NewAsync(new MariaDbServer());

    /// <inheritdoc/>
    public override async Task StartAsync()
    {
        (string file, string[] arguments) = AsSystemUser(
            Program,
            [$"--defaults-file={PortFile}", $"--datadir={Data}", $"--socket={Socket}", "--bind-address=127.0.0.1",
            // Each server removes the temporary tables of others from a folder that it shares with them.
            $"--tmpdir={Directory}", "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin", $"--pid-file={Directory}/pid",
            // As the reference system's manual has databases made.
            "--character-set-server=utf8mb4", "--collation-server=utf8mb4_general_ci", .. TlsArguments]);
        await StartAsync(
            file, arguments, port => File.WriteAllTextAsync(PortFile, $"[mariadbd]\nport={port}\n"), "ready for connections");
    }

    /// <inheritdoc/>
    public override DbConnection Open(string? database)
    {
        MySqlConnection connection = new(new MySqlConnectionStringBuilder
        {
            Server = Socket,
            ConnectionProtocol = MySqlConnectionProtocol.UnixSocket,
            UserID = Administrator,
            Database = database ?? "",
            Pooling = false,
        }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <inheritdoc/>
    /// <remarks>In any order: that of keys is the order in which they were made. The next number is a matter of rows.</remarks>
    public override Task<string[]> DefinitionsAsync(ServedDatabase database) => Task.FromResult<string[]>(
        [.. database.Rows("SHOW TABLES").SelectMany(table =>
            NextNumber().Replace(database.Rows($"SHOW CREATE TABLE {table}").Single(), "").Split('\n')
                .Select(line => $"{table}: {line.Trim().TrimEnd(',')}")).Order()]);

    /// <inheritdoc/>
    public override Task<(int ExitCode, string Output)> FeedAsync(string database, string text) =>
        Tool.FeedAsync(text, "mariadb", "--no-defaults", $"--socket={Socket}", $"--user={Administrator}", database);

    /// <inheritdoc/>
    public override void Drop(string database) => Execute(null, $"DROP DATABASE {database}");

    /// <inheritdoc/>
    public override void Give(string database) => Execute(null, $"GRANT ALL ON {database}.* TO {User}");

    /// <inheritdoc/>
    protected override async Task MoveAsync(string database, string directory)
    {
        string here = Path.Combine(Data, database);
        string there = Path.Combine(directory, database);
        await Tool.SucceedAsync("mv", here, there);
        File.CreateSymbolicLink(here, there);
    }

    /// <inheritdoc/>
    protected override string UserStatement => $"CREATE USER {User} IDENTIFIED BY '{Password}'";

    /// <inheritdoc/>
    public override void SetPassword(string password) => Execute(null, $"ALTER USER {User} IDENTIFIED BY '{password}'");

    /// <inheritdoc/>
    protected override string[] TlsArgumentsOf(string certificate, string key) => [$"--ssl-cert={certificate}", $"--ssl-key={key}"];

    /// <inheritdoc/>
    public override void RequireTls() => Execute(null, $"ALTER USER {User} REQUIRE SSL");

    /// <inheritdoc/>
    protected override string LockStatement(string table) => $"LOCK TABLES {table} WRITE";

    /// <inheritdoc/>
    // Over TCP with a password; through the socket, which is in a folder of the test's own, without.
    protected override Task InitializeAsync() => MakeDataAsync(
        "/usr/bin/mariadb-install-db",
        "--no-defaults", $"--datadir={Data}", "--auth-root-authentication-method=normal", "--skip-test-db");

    [GeneratedRegex(" AUTO_INCREMENT=[0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex NextNumber();
}
