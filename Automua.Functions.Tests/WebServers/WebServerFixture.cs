using System.Net;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.WebServers;

/// <summary>A program that believes one proxy, and a web server before it, shared by the tests of a class that only read.</summary>
public abstract class WebServerFixture : IAsyncLifetime
{
    private const string Document =
        """
        {"version": 3, "providers": [{"provider": "Synchronized", "domains": ["sync.example"],
         "activesync_url": "https://eas.hoster.example/Microsoft-Server-ActiveSync",
         "servers": [{"type": "imap", "name": "imap.sync.example"}, {"type": "smtp", "name": "smtp.sync.example"}]}]}
        """;

    private static readonly string[] Names =
    [
        WebServer.Service, WebServer.SiteDomain, "autoconfig.example.com", "autodiscover.example.com", "ua-auto-config.example.com",
        "autodiscover.sync.example", "autoconfig.unknown.example",
    ];

    private IssuedCertificate _certificate = null!;
    private int _clients = 250;

    internal CertificateAuthority Authority { get; } = new();

    internal AutomuaProgram Program { get; private set; } = null!;

    internal WebServer Server { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Authority.InitializeAsync();
        _certificate = await Authority.IssueAsync("P-256", usage: $"subjectAltName={string.Join(',', Names.Select(name => $"DNS:{name}"))}");
        // The clients are seen in the log.
        Program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_PROXY_COUNT"] = "1", ["AUTOMUA_LOGLEVEL"] = "INFO" });
        await Program.StoreSampleDataAsync();
        using HttpClient administrator = Program.NewAdministrator();
        Assert.Equal(200, (await administrator.ImportAsync(Document)).Status);
        Server = await StartAsync(NewServer(), Program.BaseAddress);
    }

    /// <summary>Ends both, and holds the web server's logs against XX-01.</summary>
    public async ValueTask DisposeAsync()
    {
        string logs = Server.Logs;
        await Server.DisposeAsync();
        await Program.DisposeAsync();
        await Authority.DisposeAsync();
        GC.SuppressFinalize(this);
        AssertNoAddress(logs);
    }

    /// <summary>XX-01: no line of a web server's logs holds a mail address.</summary>
    internal static void AssertNoAddress(string logs)
    {
        foreach (string line in logs.Split('\n'))
            Assert.False(ProgramLog.HoldsAddress(line), $"XX-01: a web server's log holds an address: {line}");
    }

    /// <summary>Starts a web server before any service.</summary>
    internal async Task<WebServer> StartAsync(WebServer server, Uri service)
    {
        try
        {
            await server.StartAsync(_certificate, service);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client at an address that no client had before.</summary>
    internal WebClient NewClient(WebServer? server = null) => new(server ?? Server, Authority, NewAddress());

    /// <summary>A client at an address of one's choice.</summary>
    internal WebClient ClientAt(IPAddress address) => new(Server, Authority, address);

    /// <summary>An address of this machine that no client had before, and not the one that may administrate.</summary>
    internal IPAddress NewAddress()
    {
        int number = Interlocked.Increment(ref _clients);
        return new IPAddress([127, 0, (byte)(number / 250), (byte)(1 + (number % 250))]);
    }

    /// <summary>A web server of the kind, not started yet.</summary>
    internal abstract WebServer NewServer();
}
