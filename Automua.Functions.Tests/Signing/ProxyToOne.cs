using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Automua.Functions.Tests.Signing;

/// <summary>A proxy on the loopback interface (CONNECT, RFC 9110 section 9.3.6) that leads to one server, whatever host is asked for.</summary>
internal sealed class ProxyToOne : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly int _target;
    private readonly Task _accepting;

    public ProxyToOne(int targetPort)
    {
        _target = targetPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the proxy is.</summary>
    public string Address => $"http://{_listener.LocalEndpoint}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> tunnels = [];
        try
        {
            while (true)
                tunnels.Add(TunnelAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(tunnels);
        }
    }

    private async Task TunnelAsync(TcpClient client)
    {
        using TcpClient server = new();
        using (client)
        {
            try
            {
                NetworkStream near = client.GetStream();
                string request = "";
                byte[] octet = new byte[1];
                while (!request.EndsWith("\r\n\r\n", StringComparison.Ordinal) && await near.ReadAsync(octet, _end.Token) > 0)
                    request += (char)octet[0];
                await server.ConnectAsync(IPAddress.Loopback, _target, _end.Token);
                await near.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 Connection established\r\n\r\n"), _end.Token);
                NetworkStream far = server.GetStream();
                await Task.WhenAny(near.CopyToAsync(far, _end.Token), far.CopyToAsync(near, _end.Token));
            }
            catch (Exception problem) when (problem is IOException or SocketException or OperationCanceledException)
            {
                // One side has gone; the other sees that.
            }
        }
    }
}
