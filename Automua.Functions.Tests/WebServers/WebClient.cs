using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.WebServers;

/// <summary>A client of a web server: it has an address of its own, finds every name there, and trusts the authority alone.</summary>
internal sealed class WebClient : IDisposable
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private readonly HttpClient _client;
    private readonly X509Certificate2 _root;

    /// <summary>A client that has asked nothing yet.</summary>
    /// <param name="server">The web server.</param>
    /// <param name="authority">Who made its certificate.</param>
    /// <param name="address">The client's address, one of the loopback interface.</param>
    public WebClient(WebServer server, CertificateAuthority authority, IPAddress address)
    {
        _root = X509Certificate2.CreateFromPem(File.ReadAllText(authority.RootFile));
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { _root },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
            ConnectCallback = async (context, cancellation) =>
            {
                int port = context.DnsEndPoint.Port == 443 ? server.Port : server.PlainPort;
                Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(address, 0));
                bool isV6 = address.AddressFamily == AddressFamily.InterNetworkV6;
                await socket.ConnectAsync(isV6 ? IPAddress.IPv6Loopback : IPAddress.Loopback, port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = TimeSpan.FromSeconds(60) };
        Address = address;
    }

    /// <summary>The client's address.</summary>
    public IPAddress Address { get; }

    /// <summary>Asks by GET for a URL, which goes over the wire as it is written.</summary>
    public Task<Reply> GetAsync(string url, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, url, null, headers);

    /// <summary>Asks by any method.</summary>
    public async Task<Reply> SendAsync(HttpMethod method, string url, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(method, new Uri(url, AsWritten)) { Content = content };
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using HttpResponseMessage response = await _client.SendAsync(request);
        return await Reply.OfAsync(response);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _root.Dispose();
    }
}
