using System.Net;
using System.Net.Sockets;
using Automua.Functions.Tests.Checking;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Directories;

/// <summary>A real directory server, OpenLDAP's slapd, with the tree of the reference manual and whatever a test adds.</summary>
internal sealed class Slapd : LoopbackServer
{
    /// <summary>Below which everything is.</summary>
    public const string Suffix = "dc=example,dc=com";

    /// <summary>Where mailboxes are, which nobody but the service may read.</summary>
    public const string MailUsers = "ou=mailusers,dc=example,dc=com";

    /// <summary>Where mailboxes are that everybody may read.</summary>
    public const string Public = "ou=public,dc=example,dc=com";

    /// <summary>Whom the service binds as.</summary>
    public const string ServiceAccount = "cn=automua,ou=services,dc=example,dc=com";

    /// <summary>The password of <see cref="ServiceAccount"/>.</summary>
    public const string Password = "Directory-Pa55word";

    private const string Administrator = "cn=admin,dc=example,dc=com";
    private const string AdministratorsPassword = "administrator";

    private readonly bool _hasTls;

    private Slapd(bool hasTls) => _hasTls = hasTls;

    /// <summary>The port of LDAPS; 0 until the server is started, or when it has no TLS.</summary>
    public int TlsPort { get; private set; }

    /// <inheritdoc/>
    protected override int StopSignal => 15;

    private string Program => Path.Combine(Directory, "slapd");

    private string Configuration => Path.Combine(Directory, "slapd.conf");

    /// <summary>How a document names the server for TLS from the start.</summary>
    public DirectorySeed Ldaps => new("localhost", TlsPort, UseSsl: true);

    /// <summary>How a document names the server for StartTLS.</summary>
    public DirectorySeed StartTls => new("localhost", Port, UseSsl: false);

    /// <summary>How a document names a server that may be one without TLS.</summary>
    public DirectorySeed Plain => StartTls with { AllowPlain = true };

    /// <summary>Makes a server's data and starts it.</summary>
    public static async Task<Slapd> StartAsync(SlapdOptions? options = null)
    {
        options ??= new SlapdOptions();
        Slapd server = new(options.Certificate is not null);
        try
        {
            // As named is, slapd is confined to its own folders by its path where AppArmor does that.
            await Tool.SucceedAsync("cp", Tool.PathOf("slapd"), server.Program);
            await File.WriteAllTextAsync(server.Configuration, server.ConfigurationOf(options));
            await server.FillAsync([.. DirectoryEntry.OfTheManual, DirectoryEntry.Branch(Public), .. options.Entries]);
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server, on the data and the ports that it has; a second time after <see cref="LoopbackServer.StopAsync"/>.</summary>
    public async Task StartAsync()
    {
        await StartAsync(
            Program,
            port =>
            {
                if (_hasTls && Port == 0)
                    TlsPort = FreePort.Next();
                string urls = _hasTls ? $"ldap://127.0.0.1:{port}/ ldaps://127.0.0.1:{TlsPort}/" : $"ldap://127.0.0.1:{port}/";
                return Task.FromResult<string[]>(["-d", "none", "-f", Configuration, "-h", urls]);
            },
            "slapd starting");
        // It says so before it listens.
        foreach (int port in _hasTls ? (int[])[Port, TlsPort] : [Port])
            await Eventually.IsAsync(() => AcceptsAsync(port));
    }

    /// <summary>How many connections the service has, bound as <see cref="ServiceAccount"/>, by the server's own monitor.</summary>
    public async Task<int> ConnectionsAsync()
    {
        string entries = await SearchAsync("cn=Connections,cn=Monitor", $"(monitorConnectionAuthzDN={ServiceAccount})", "1.1");
        return entries.Split('\n').Count(line => line.StartsWith("dn:", StringComparison.Ordinal));
    }

    /// <summary>How many connections the server ever had, by its own monitor; the one by which it is asked is among them.</summary>
    public async Task<long> EverConnectedAsync()
    {
        const string Counter = "monitorCounter: ";
        string entry = await SearchAsync("cn=Total,cn=Connections,cn=Monitor", "(objectClass=*)", "monitorCounter");
        return long.Parse(entry.Split('\n').Single(line => line.StartsWith(Counter, StringComparison.Ordinal))[Counter.Length..]);
    }

    private static async Task<bool> AcceptsAsync(int port)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    // What the server's administrator finds, as LDIF without comments.
    private Task<string> SearchAsync(string searchBase, string filter, params string[] attributes) => Tool.SucceedAsync(
        "ldapsearch",
        ["-x", "-LLL", "-H", $"ldap://127.0.0.1:{Port}", "-D", Administrator, "-w", AdministratorsPassword, "-b", searchBase, filter, .. attributes]);

    // Into the server's files, before it runs.
    private async Task FillAsync(IEnumerable<DirectoryEntry> entries)
    {
        System.IO.Directory.CreateDirectory(Path.Combine(Directory, "data"));
        string file = Path.Combine(Directory, "entries.ldif");
        await File.WriteAllTextAsync(file, string.Concat(entries.Select(entry => entry.ToLdif())));
        await Tool.SucceedAsync(Program, "-T", "add", "-q", "-f", Configuration, "-l", file);
    }

    private string ConfigurationOf(SlapdOptions options)
    {
        string tls = options.Certificate is { } certificate
            ? $"TLSCertificateFile {certificate.ChainFile}\nTLSCertificateKeyFile {certificate.KeyFile}\n"
            : "";
        return $"""
            include /etc/ldap/schema/core.schema
            include /etc/ldap/schema/cosine.schema
            include /etc/ldap/schema/nis.schema
            include /etc/ldap/schema/inetorgperson.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            pidfile {Directory}/slapd.pid
            argsfile {Directory}/slapd.args
            {tls}{options.Directives}

            database mdb
            suffix "{Suffix}"
            rootdn "{Administrator}"
            rootpw {AdministratorsPassword}
            directory {Directory}/data
            dbnosync
            index objectClass,mail eq
            access to attrs=userPassword by anonymous auth by * none
            access to dn.subtree="{MailUsers}" by dn.exact="{ServiceAccount}" read by * none
            access to dn.subtree="{Public}" by * read
            access to * by * none

            database monitor
            access to * by dn.exact="{Administrator}" read by * none

            """;
    }
}
