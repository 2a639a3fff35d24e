using System.Net.Sockets;
using System.Text.RegularExpressions;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Checking;

/// <summary>A real web server, nginx, that stands before the program with TLS as README.md shows.</summary>
internal sealed partial class TlsFront : LoopbackServer
{
    private TlsFront()
    {
    }

    /// <summary>Address and port, as <c>--connect</c> takes them.</summary>
    public string EndPoint { get; private set; } = "";

    /// <summary>Starts a web server.</summary>
    /// <param name="authority">Who makes its certificate.</param>
    /// <param name="program">Where it passes requests on to.</param>
    /// <param name="hosts">The names in its certificate.</param>
    public static async Task<TlsFront> StartAsync(CertificateAuthority authority, Uri program, params string[] hosts)
    {
        TlsFront front = new();
        try
        {
            int port = FreePort.Next();
            front.EndPoint = $"127.0.0.1:{port}";
            IssuedCertificate certificate = await authority.IssueAsync(
                "P-256", usage: $"subjectAltName={string.Join(',', hosts.Select(host => $"DNS:{host}"))}");
            string configuration = Path.Combine(front.Directory, "nginx.conf");
            await File.WriteAllTextAsync(configuration, Configuration(front.Directory, port, certificate, await PassingOnAsync(program)));
            await front.StartAsync("nginx", ["-p", front.Directory, "-e", "stderr", "-c", configuration], _ => IsListening(port));
            return front;
        }
        catch
        {
            await front.DisposeAsync();
            throw;
        }
    }

    private static string Configuration(string directory, int port, IssuedCertificate certificate, string passingOn) =>
        $$"""
        daemon off;
        master_process off;
        pid {{directory}}/nginx.pid;
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
                    {{passingOn}}
                }
            }
        }
        """;

    private static async Task<string> PassingOnAsync(Uri program)
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"));
        string lines = NginxLines().Match(readme).Groups["lines"].Value;
        string passingOn = lines.Replace("http://127.0.0.1:4243", program.ToString().TrimEnd('/'), StringComparison.Ordinal);
        Assert.NotEqual(lines, passingOn);
        return passingOn;
    }

    private static bool IsListening(int port)
    {
        try
        {
            using TcpClient client = new("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    [GeneratedRegex("```nginx\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NginxLines();
}
