using System.Data.Common;
using Automua.Functions.Tests.Checking;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Storage;

/// <summary>A real database server on a free port of the loopback interface, with its data in a folder of its own.</summary>
internal abstract class DatabaseServer : LoopbackServer
{
    /// <summary>The password of <see cref="User"/>: one that needs its percent-encoding.</summary>
    public const string Password = "s3cr:et/p@ss?w%rd";

    /// <summary>Who owns the tests' databases.</summary>
    public const string User = "automua";

    private static readonly string EncodedPassword = System.Uri.EscapeDataString(Password);

    private int _databases;

    /// <summary>What a <c>db_uri</c> begins with.</summary>
    protected abstract string Scheme { get; }

    /// <summary>What a <c>db_uri</c> ends with.</summary>
    protected virtual string Options => "";

    /// <summary>Whose process the server is when root runs the tests.</summary>
    protected abstract string SystemUser { get; }

    /// <summary>The group of <see cref="SystemUser"/>.</summary>
    protected abstract string SystemGroup { get; }

    /// <summary>Starts the server, on the data it has; a second time after <see cref="LoopbackServer.StopAsync"/>.</summary>
    public abstract Task StartAsync();

    /// <summary>The <c>db_uri</c> of a database.</summary>
    public string Uri(string database) => $"{Scheme}://{User}:{EncodedPassword}@127.0.0.1:{Port}/{database}{Options}";

    /// <summary>Makes a server's data, starts it and lets <see cref="User"/> in.</summary>
    protected static async Task<T> NewAsync<T>(T server)
        where T : DatabaseServer
    {
        try
        {
            await server.InitializeAsync();
            await server.StartAsync();
            server.Execute(null, server.UserStatement);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the server's data.</summary>
    protected abstract Task InitializeAsync();

    /// <summary>The statement that makes <see cref="User"/> with <see cref="Password"/>.</summary>
    protected abstract string UserStatement { get; }

    /// <summary>Makes an empty database that nobody else uses.</summary>
    public ServedDatabase NewDatabase()
    {
        string name = $"test{Interlocked.Increment(ref _databases)}";
        Execute(null, $"CREATE DATABASE {name}");
        Give(name);
        return new ServedDatabase(this, name);
    }

    /// <summary>Makes an empty database whose data is on a disk of its own, and nothing else of the server.</summary>
    public async Task<ServedDatabase> NewDatabaseAsync(SmallDisk disk)
    {
        if (Environment.UserName == "root")
            await Tool.SucceedAsync("chown", $"{SystemUser}:{SystemGroup}", disk.Directory);
        ServedDatabase database = NewDatabase();
        await MoveAsync(database.Name, disk.Directory);
        return database;
    }

    /// <summary>Has the server keep a database, an empty one, in a folder.</summary>
    protected abstract Task MoveAsync(string database, string directory);

    /// <summary>Opens a connection as the server's own administrator, which no pool keeps.</summary>
    /// <param name="database">The database; null for none of the tests'.</param>
    public abstract DbConnection Open(string? database);

    /// <summary>How the reference system's tables are made here.</summary>
    public abstract ReferenceSchema Reference { get; }

    /// <summary>The schema of the current database, as an expression.</summary>
    public abstract string CurrentSchema { get; }

    /// <summary>Removes a database, whoever is connected to it.</summary>
    public abstract void Drop(string database);

    /// <summary>Has a program make the server's files in the server's folder.</summary>
    protected async Task MakeDataAsync(string program, params string[] arguments)
    {
        if (Environment.UserName == "root")
            await Tool.SucceedAsync("chown", $"{SystemUser}:{SystemGroup}", Directory);
        (string file, string[] all) = AsSystemUser(program, arguments);
        await Tool.SucceedAsync(file, all);
    }

    /// <summary>Every table and index of a database, each as the server itself defines it.</summary>
    public abstract Task<string[]> DefinitionsAsync(ServedDatabase database);

    /// <summary>Has the server's own client run a text as its administrator, and says how that ended.</summary>
    public abstract Task<(int ExitCode, string Output)> FeedAsync(string database, string text);

    /// <summary>Gives a database, and the tables in it, to <see cref="User"/>.</summary>
    public abstract void Give(string database);

    /// <summary>Keeps everybody out of a table until the connection is given up.</summary>
    public DbConnection Lock(string database, string table)
    {
        DbConnection connection = Open(database);
        using DbCommand command = connection.CreateCommand();
        command.CommandText = LockStatement(table);
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Gives <see cref="User"/> a password.</summary>
    public abstract void SetPassword(string password);

    /// <summary>Lets <see cref="User"/> in by TLS only.</summary>
    public abstract void RequireTls();

    /// <summary>The statement that keeps everybody else out of a table.</summary>
    protected abstract string LockStatement(string table);

    /// <summary>Starts the server again, with TLS.</summary>
    internal async Task UseTlsAsync(IssuedCertificate certificate)
    {
        await StopAsync();
        string chain = Path.Combine(Directory, "server.pem");
        string key = Path.Combine(Directory, "server.key");
        File.Copy(certificate.ChainFile, chain, overwrite: true);
        File.Copy(certificate.KeyFile, key, overwrite: true);
        await Tool.SucceedAsync("chmod", "600", key);
        if (Environment.UserName == "root")
            await Tool.SucceedAsync("chown", SystemUser, chain, key);
        TlsArguments = TlsArgumentsOf(chain, key);
        await StartAsync();
    }

    /// <summary>What the command line says of TLS.</summary>
    protected string[] TlsArguments { get; private set; } = [];

    /// <summary>What the command line says when there is a certificate.</summary>
    protected abstract string[] TlsArgumentsOf(string certificate, string key);

    /// <summary>Runs statements as the server's own administrator.</summary>
    protected void Execute(string? database, string sql)
    {
        using DbConnection connection = Open(database);
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The command line that runs a program as <see cref="SystemUser"/>, for no server runs as root.</summary>
    protected (string File, string[] Arguments) AsSystemUser(string file, params string[] arguments) =>
        Environment.UserName == "root"
            ? ("/usr/bin/setpriv", [$"--reuid={SystemUser}", $"--regid={SystemGroup}", "--clear-groups", "--", file, .. arguments])
            : (file, arguments);
}
