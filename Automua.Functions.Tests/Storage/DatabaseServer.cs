using System.Data.Common;
using Automua.Functions.Tests.Checking;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Running;

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

    /// <summary>The server's port.</summary>
    public int Port { get; } = FreePort.Next();

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

    /// <summary>Makes an empty database that nobody else uses.</summary>
    public ServedDatabase NewDatabase()
    {
        string name = $"test{Interlocked.Increment(ref _databases)}";
        Execute(null, $"CREATE DATABASE {name}");
        PrepareDatabase(name);
        return new ServedDatabase(this, name);
    }

    /// <summary>Opens a connection as the server's own administrator, which no pool keeps.</summary>
    /// <param name="database">The database; null for none of the tests'.</param>
    public abstract DbConnection Open(string? database);

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

    /// <summary>Gives a new database to <see cref="User"/>.</summary>
    protected abstract void PrepareDatabase(string database);

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
