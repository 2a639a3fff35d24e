using System.Formats.Asn1;
using System.Net.Sockets;

namespace Automua.Functions.Tests.Directories;

/// <summary>A client's connection to a <see cref="ScriptedDirectory"/>, as the server has it.</summary>
/// <param name="client">The connection.</param>
/// <param name="end">The server's end.</param>
internal sealed class ScriptedConnection(TcpClient client, CancellationToken end) : IDisposable
{
    private readonly NetworkStream _stream = client.GetStream();

    /// <summary>The next request's number and what it asks for; null when the client has gone, or has said what is no LDAP.</summary>
    public async Task<(int Number, ClientOperation Operation)?> ReadAsync()
    {
        byte[] head = new byte[2];
        if (await _stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, end) < head.Length || head[0] != 0x30)
            return null;
        // Requests are short: their length is in one octet, or behind one that says in how many.
        byte[] longer = new byte[head[1] > 0x80 ? head[1] - 0x80 : 0];
        await _stream.ReadExactlyAsync(longer, end);
        byte[] body = new byte[longer.Length == 0 ? head[1] : longer.Aggregate(0, (length, octet) => (length << 8) + octet)];
        await _stream.ReadExactlyAsync(body, end);
        AsnReader message = new AsnReader((byte[])[.. head, .. longer, .. body], AsnEncodingRules.BER).ReadSequence();
        return ((int)message.ReadInteger(), (ClientOperation)message.PeekTag().TagValue);
    }

    /// <summary>Sends octets.</summary>
    public Task SendAsync(byte[] octets) => _stream.WriteAsync(octets, end).AsTask();

    /// <summary>Sends octets one by one, with a pause behind each.</summary>
    public async Task DripAsync(byte[] octets, TimeSpan pause)
    {
        foreach (byte octet in octets)
        {
            await SendAsync([octet]);
            await Task.Delay(pause, end);
        }
    }

    /// <summary>Says nothing any more, until the server ends.</summary>
    public Task StaySilentAsync() => Task.Delay(Timeout.Infinite, end);

    /// <summary>Ends the connection.</summary>
    public void Close() => client.Close();

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();
}
