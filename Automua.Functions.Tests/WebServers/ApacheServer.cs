using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.WebServers;

/// <summary>Apache, set up by contrib/apache.conf and contrib/apache-site.conf.</summary>
internal sealed class ApacheServer : WebServer
{
    private const int SigTerm = 15;

    // What Debian enables by itself and the samples could meet, and what the samples say they need.
    private static readonly string[] Modules =
    [
        "mpm_event", "authz_core", "authz_host", "alias", "deflate", "dir", "env", "filter", "reqtimeout", "setenvif", "headers", "macro", "proxy",
        "proxy_http", "qos", "socache_shmcb", "ssl",
    ];

    private string MainFile => Path.Combine(Directory, "main.conf");

    /// <summary>SIGTERM: it has processes of its own to end.</summary>
    protected override int StopSignal => SigTerm;

    /// <inheritdoc/>
    public override Task StartAsync(IssuedCertificate certificate, Uri service) => StartAsync(
        "apache2",
        ["-DFOREGROUND", "-f", MainFile],
        port => File.WriteAllText(MainFile, MainConfiguration(port, certificate, service)),
        "resuming normal operations");

    private string MainConfiguration(int port, IssuedCertificate certificate, Uri service)
    {
        string sample = ServerSample.Read("apache.conf")
            .With(DocumentedService, service.Authority)
            .With(DocumentedCertificate, certificate.ChainFile)
            .With(DocumentedKey, certificate.KeyFile)
            .With(DocumentedWebroot, Webroot)
            .With("*:80>", $"*:{PlainPort}>")
            .With("*:443>", $"*:{port}>")
            .WriteInto(Directory);
        string site = ServerSample.Read("apache-site.conf").With(DocumentedService, service.Authority).WriteInto(Directory);
        return $$"""
            ServerRoot {{Directory}}
            DefaultRuntimeDir {{Directory}}
            PidFile {{Directory}}/apache.pid
            Mutex file:{{Directory}}
            LoadFile libpcre.so.3
            {{string.Join('\n', Modules.Select(module => $"LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so"))}}
            Define APACHE_LOG_DIR {{Directory}}
            ServerName localhost
            User www-data
            Group www-data
            ErrorLog /dev/stderr
            Listen 127.0.0.1:{{PlainPort}}
            Listen [::1]:{{PlainPort}}
            Listen 127.0.0.1:{{port}}
            Listen [::1]:{{port}}
            AddOutputFilterByType DEFLATE text/html text/xml application/json
            LogFormat "%h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" combined
            <Directory />
                Require all denied
            </Directory>
            <Directory {{Webroot}}>
                Require all granted
            </Directory>
            <Directory {{Site}}>
                Require all granted
            </Directory>
            Include {{sample}}
            {{SiteAt(PlainPort, "", site)}}
            {{SiteAt(port, $"SSLEngine on\nSSLCertificateFile {certificate.ChainFile}\nSSLCertificateKeyFile {certificate.KeyFile}", site)}}

            """;
    }

    private string SiteAt(int port, string tls, string sample) =>
        $$"""
        <VirtualHost *:{{port}}>
            ServerName {{SiteDomain}}
            DocumentRoot {{Site}}
            ErrorLog ${APACHE_LOG_DIR}/error.log
            CustomLog ${APACHE_LOG_DIR}/access.log combined env=!Automua
            {{tls}}
            Include {{sample}}
        </VirtualHost>
        """;
}
