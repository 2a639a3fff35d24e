using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.WebServers;

/// <summary>nginx, set up by contrib/nginx.conf and contrib/nginx-site.conf.</summary>
/// <param name="directives">What takes the place of the sample's own directives.</param>
internal sealed class NginxServer(params string[] directives) : WebServer
{
    private const string DocumentedLogs = "/var/log/nginx";

    private string MainFile => Path.Combine(Directory, "main.conf");

    /// <inheritdoc/>
    public override Task StartAsync(IssuedCertificate certificate, Uri service) => StartAsync(
        "nginx",
        ["-p", Directory, "-e", "stderr", "-c", MainFile],
        port => File.WriteAllText(MainFile, MainConfiguration(port, certificate, service)),
        // Said when it listens.
        " OS: ");

    private string MainConfiguration(int port, IssuedCertificate certificate, Uri service)
    {
        ServerSample sample = ServerSample.Read("nginx.conf")
            .With(DocumentedService, service.Authority)
            .With(DocumentedCertificate, certificate.ChainFile)
            .With(DocumentedKey, certificate.KeyFile)
            .With(DocumentedWebroot, Webroot)
            .With(DocumentedLogs, Directory)
            .With("listen 80;", $"listen 127.0.0.1:{PlainPort};")
            .With("listen [::]:80;", $"listen [::1]:{PlainPort};")
            .With("listen 443 ssl;", $"listen 127.0.0.1:{port} ssl;")
            .With("listen [::]:443 ssl;", $"listen [::1]:{port} ssl;");
        string main = directives.Aggregate(sample, (file, directive) => file.WithDirective(directive)).WriteInto(Directory);
        string site = ServerSample.Read("nginx-site.conf").With(DocumentedLogs, Directory).WriteInto(Directory);
        return $$"""
            daemon off;
            master_process off;
            pid {{Directory}}/nginx.pid;
            error_log stderr notice;
            events { }
            http {
                access_log {{Directory}}/access.log;
                client_body_temp_path {{Directory}}/body;
                proxy_temp_path {{Directory}}/proxy;
                fastcgi_temp_path {{Directory}}/fastcgi;
                uwsgi_temp_path {{Directory}}/uwsgi;
                scgi_temp_path {{Directory}}/scgi;
                gzip on;
                include {{main}};
                server {
                    listen 127.0.0.1:{{PlainPort}};
                    listen 127.0.0.1:{{port}} ssl;
                    server_name {{SiteDomain}};
                    ssl_certificate {{certificate.ChainFile}};
                    ssl_certificate_key {{certificate.KeyFile}};
                    error_log {{Directory}}/error.log;
                    root {{Site}};
                    include {{site}};
                }
            }
            """;
    }
}
