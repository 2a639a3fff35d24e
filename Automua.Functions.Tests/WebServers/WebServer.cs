using Automua.Functions.Tests.Checking;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.WebServers;

/// <summary>
/// A web server of Debian's that stands before the program as a sample of contrib sets it up. Beside it, it has the web site of a
/// domain, into which the sample for such sites is included.
/// </summary>
internal abstract class WebServer : LoopbackServer
{
    /// <summary>The service's own name in the samples.</summary>
    public const string Service = "automua.hoster.example";

    /// <summary>The domain that has a web site of its own.</summary>
    public const string SiteDomain = "example.com";

    /// <summary>What that site has to say.</summary>
    public const string SiteText = "The web site of example.com.\n";

    /// <summary>Where the service is in the samples.</summary>
    protected const string DocumentedService = "127.0.0.1:4243";

    /// <summary>Where certbot puts the certificate in the samples.</summary>
    protected const string DocumentedCertificate = "/etc/letsencrypt/live/automua.hoster.example/fullchain.pem";

    /// <summary>Where certbot puts its key in the samples.</summary>
    protected const string DocumentedKey = "/etc/letsencrypt/live/automua.hoster.example/privkey.pem";

    /// <summary>Where certbot proves names in the samples.</summary>
    protected const string DocumentedWebroot = "/var/www/html";

    /// <summary>The port of plain http; <see cref="LoopbackServer.Port"/> is that of https.</summary>
    public int PlainPort { get; private set; }

    /// <summary>The folder in which certbot proves names.</summary>
    public string Webroot => Path.Combine(Directory, "webroot");

    /// <summary>Everything that the server has written about requests, in logs of all kinds.</summary>
    public string Logs => string.Concat(System.IO.Directory.GetFiles(Directory, "*.log").Select(File.ReadAllText));

    /// <summary>The folder of the web site.</summary>
    protected string Site => Path.Combine(Directory, "site");

    /// <summary>Starts the server.</summary>
    /// <param name="certificate">Its certificate.</param>
    /// <param name="service">Where it passes requests on to.</param>
    public abstract Task StartAsync(IssuedCertificate certificate, Uri service);

    /// <summary>Starts the server's program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="configure">Writes the configuration for a port of https.</param>
    /// <param name="ready">What the server writes when it is ready.</param>
    protected async Task StartAsync(string program, string[] arguments, Action<int> configure, string ready)
    {
        // Not every server reads files as the user who started it.
        await Tool.SucceedAsync("chmod", "755", Directory);
        foreach (string folder in (string[])[Webroot, Site])
            System.IO.Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(Site, "index.html"), SiteText);
        await StartAsync(
            Tool.PathOf(program),
            arguments,
            port =>
            {
                PlainPort = FreePort.Next();
                configure(port);
                return Task.CompletedTask;
            },
            ready);
    }
}
