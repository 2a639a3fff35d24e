using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Samples;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Checking;

/// <summary>A real web server, nginx, that stands before the program with TLS and what <c>contrib/nginx.conf</c> says of headers.</summary>
internal sealed class TlsFront : LoopbackServer
{
    private TlsFront()
    {
    }

    /// <summary>Starts a web server.</summary>
    /// <param name="authority">Who makes its certificate.</param>
    /// <param name="program">Where it passes requests on to.</param>
    /// <param name="hosts">The names in its certificate.</param>
    public static async Task<TlsFront> StartAsync(CertificateAuthority authority, Uri program, params string[] hosts) =>
        await StartAsync(await IssueAsync(authority, "", hosts), await PassingOnAsync(program));

    /// <summary>Starts a web server that answers everything itself.</summary>
    /// <param name="authority">Who makes its certificate.</param>
    /// <param name="answer">What it answers, as directives of nginx.</param>
    /// <param name="hosts">The names in its certificate.</param>
    public static async Task<TlsFront> StartAsync(CertificateAuthority authority, string answer, params string[] hosts) =>
        await StartAsync(await IssueAsync(authority, "", hosts), answer);

    /// <summary>
    /// Starts a web server that does not send the certificate of the authority that made its own, though its own says where
    /// that one can be fetched.
    /// </summary>
    /// <param name="authority">Who makes its certificate.</param>
    /// <param name="program">Where it passes requests on to.</param>
    /// <param name="intermediate">Where the authority's certificate can be fetched.</param>
    /// <param name="hosts">The names in its certificate.</param>
    public static async Task<TlsFront> StartWithoutChainAsync(CertificateAuthority authority, Uri program, Uri intermediate, params string[] hosts)
    {
        IssuedCertificate certificate = await IssueAsync(authority, $"\nauthorityInfoAccess=caIssuers;URI:{intermediate}", hosts);
        return await StartAsync(certificate with { ChainFile = certificate.LeafFile }, await PassingOnAsync(program));
    }

    private static Task<IssuedCertificate> IssueAsync(CertificateAuthority authority, string extensions, string[] hosts) =>
        authority.IssueAsync("P-256", usage: $"subjectAltName={string.Join(',', hosts.Select(host => $"DNS:{host}"))}{extensions}");

    private static async Task<TlsFront> StartAsync(IssuedCertificate certificate, string answer)
    {
        TlsFront front = new();
        try
        {
            string configuration = Path.Combine(front.Directory, "nginx.conf");
            await front.StartAsync(
                Tool.PathOf("nginx"),
                ["-p", front.Directory, "-e", "stderr", "-c", configuration],
                port => File.WriteAllTextAsync(configuration, Configuration(front.Directory, port, certificate, answer)),
                // Said when it listens.
                " OS: ");
            return front;
        }
        catch
        {
            await front.DisposeAsync();
            throw;
        }
    }

    private static string Configuration(string directory, int port, IssuedCertificate certificate, string answer) =>
        $$"""
        daemon off;
        master_process off;
        pid {{directory}}/nginx.pid;
        error_log stderr notice;
        events { }
        http {
            access_log off;
            client_body_temp_path {{directory}}/body;
            proxy_temp_path {{directory}}/proxy;
            fastcgi_temp_path {{directory}}/fastcgi;
            uwsgi_temp_path {{directory}}/uwsgi;
            scgi_temp_path {{directory}}/scgi;
            server {
                listen 127.0.0.1:{{port}} ssl;
                ssl_certificate {{certificate.ChainFile}};
                ssl_certificate_key {{certificate.KeyFile}};
                location / {
                    {{answer}}
                }
            }
        }
        """;

    private static async Task<string> PassingOnAsync(Uri program)
    {
        string sample = SampleFile.Read("nginx.conf");
        string[] headers = [.. sample.Split('\n').Where(line => line.TrimStart().StartsWith("proxy_set_header ", StringComparison.Ordinal))];
        Assert.NotEmpty(headers);
        return string.Join('\n', [.. headers, $"proxy_pass {program};"]);
    }
}
