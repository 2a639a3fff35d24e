using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Automua.Functions.Hosting;

namespace Automua.Functions.Checking;

/// <summary>Asks web servers by HTTPS, as mail apps do, and follows no redirect.</summary>
/// <param name="resolver">Where hosts' addresses are asked for.</param>
/// <param name="connect">The address and port to connect to in place of every host's own; null for these.</param>
/// <param name="authorities">Authorities that are trusted beside the system's.</param>
internal sealed class WebAsker(Resolver resolver, IPEndPoint? connect, X509Certificate2Collection authorities)
{
    private const int LargestBody = 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Asks a question.</summary>
    /// <exception cref="WebTroubleException">There is no answer.</exception>
    /// <exception cref="NameServerDownException">No DNS server answers.</exception>
    public async Task<WebReply> AskAsync(ExpectedAnswer question, CancellationToken cancellation)
    {
        string host = question.Url.Host;
        (ImmutableArray<IPAddress> addresses, int port) = connect is null
            ? (await AddressesOfAsync(host, cancellation), question.Url.Port)
            : ([connect.Address], connect.Port);
        CertificateJudge judge = new(host, authorities);
        using SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectCallback = async (_, token) => await ConnectAsync(addresses, port, token),
            SslOptions =
            {
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => judge.Accept(certificate, chain, errors),
                CertificateChainPolicy = CertificateJudge.NewPolicy(),
            },
        };
        using HttpClient client = new(handler) { Timeout = Patience, MaxResponseContentBufferSize = LargestBody };
        using HttpRequestMessage request = RequestOf(question);
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, cancellation);
            return new WebReply(
                (int)response.StatusCode,
                response.Content.Headers.TryGetValues("Content-Type", out IEnumerable<string>? types) ? types.First() : null,
                Uri.TryCreate(question.Url, response.Headers.Location, out Uri? location) ? location : null,
                await response.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (HttpRequestException problem)
        {
            throw TroubleOf(problem, judge, $"{string.Join(", ", addresses)} port {port}");
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new WebTroubleException(
                $"does not answer within {Patience.TotalSeconds} seconds",
                $"See what keeps {string.Join(", ", addresses)} port {port} from answering: the web server, this service, or a firewall.");
        }
    }

    private async Task<ImmutableArray<IPAddress>> AddressesOfAsync(string host, CancellationToken cancellation)
    {
        string problem = "cannot be asked: its host has no address in DNS";
        try
        {
            ImmutableArray<IPAddress> addresses = await resolver.AddressesOfAsync(host, cancellation);
            if (!addresses.IsEmpty)
                return addresses;
        }
        catch (UnresolvedNameException unresolved)
        {
            problem = $"cannot be asked: its host {unresolved.Message}";
        }

        throw new WebTroubleException(problem, $"Give {host} an address, or an alias that has one.");
    }

    private static HttpRequestMessage RequestOf(ExpectedAnswer question)
    {
        HttpRequestMessage request = new(question.RequestBody is null ? HttpMethod.Get : HttpMethod.Post, question.Url);
        request.Headers.UserAgent.ParseAdd($"automua/{ProgramVersion.Text}");
        if (question.RequestBody is { } body)
            request.Content = new StringContent(body, Encoding.UTF8, "text/xml");
        return request;
    }

    private static async Task<Stream> ConnectAsync(ImmutableArray<IPAddress> addresses, int port, CancellationToken cancellation)
    {
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync([.. addresses], port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static WebTroubleException TroubleOf(HttpRequestException problem, CertificateJudge judge, string where)
    {
        if (judge.Problem is { } certificate)
            return new WebTroubleException(certificate, "Give the web server a certificate for this host from an authority that devices know, with the whole chain (certbot's fullchain.pem).");
        return problem.InnerException is AuthenticationException or IOException or null
            ? new WebTroubleException(
                $"gets no answer by HTTPS: {Printable.Of((problem.InnerException ?? problem).Message).TrimEnd('.')}",
                $"Let the web server at {where} speak HTTPS and pass requests for this host on to this service.")
            : new WebTroubleException(
                $"cannot be asked at {where}: {Printable.Of(problem.InnerException.Message).TrimEnd('.')}",
                "Let the web server listen there, or let DNS lead to the one that does.");
    }
}
