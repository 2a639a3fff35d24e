using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Automua.Functions.Tests.Checking;

/// <summary>A way to a DNS server on which questions for one name get lost.</summary>
internal sealed class DnsRelay : IDisposable
{
    private readonly UdpClient _clients = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly IPEndPoint _server;
    private readonly byte[] _lostLabel;

    /// <summary>Opens a way.</summary>
    /// <param name="server">The DNS server's address and port.</param>
    /// <param name="lostLabel">The label of the names for which questions get lost.</param>
    public DnsRelay(string server, string lostLabel)
    {
        _server = IPEndPoint.Parse(server);
        // A label stands behind its length (RFC 1035 section 3.1).
        _lostLabel = [(byte)lostLabel.Length, .. Encoding.ASCII.GetBytes(lostLabel)];
        _ = ListenAsync();
    }

    /// <summary>Address and port, as options take them.</summary>
    public string EndPoint => $"{_clients.Client.LocalEndPoint}";

    /// <inheritdoc/>
    public void Dispose() => _clients.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult question = await _clients.ReceiveAsync();
                if (question.Buffer.AsSpan().IndexOf(_lostLabel) < 0)
                    _ = PassOnAsync(question);
            }
        }
        catch (Exception problem) when (problem is ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task PassOnAsync(UdpReceiveResult question)
    {
        using UdpClient server = new();
        server.Connect(_server);
        await server.SendAsync(question.Buffer);
        UdpReceiveResult answer = await server.ReceiveAsync();
        await _clients.SendAsync(answer.Buffer, question.RemoteEndPoint);
    }
}
