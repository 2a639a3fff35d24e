using System.Net;
using System.Net.Sockets;
using System.Text;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

/// <summary>A connection over which anything at all can be sent.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int LongestReply = 4 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly TcpClient _client;
    private readonly NetworkStream _stream;
    private readonly List<byte> _received = [];

    private RawConnection(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    /// <summary>Whether octets have come that belong to no answer read so far: the rest of one that broke off.</summary>
    public bool HasRest => _received.Count > 0;

    /// <summary>Connects.</summary>
    public static Task<RawConnection> OpenAsync(AutomuaProgram program) => OpenAsync(program.BaseAddress);

    /// <summary>Connects to any server.</summary>
    /// <param name="server">Where it listens.</param>
    /// <param name="from">An IPv4 address of this machine from which to connect; any when null.</param>
    public static async Task<RawConnection> OpenAsync(Uri server, IPAddress? from = null)
    {
        TcpClient client = from is null ? new() : new(new IPEndPoint(from, 0));
        client.NoDelay = true;
        await client.ConnectAsync(server.Host, server.Port);
        return new RawConnection(client);
    }

    /// <summary>Sends one request on a connection of its own; null when the connection ends without an answer.</summary>
    /// <param name="program">Whom to ask.</param>
    /// <param name="request">The request, one octet for each character.</param>
    public static async Task<Reply?> ExchangeAsync(AutomuaProgram program, string request)
    {
        using RawConnection connection = await OpenAsync(program);
        await connection.SendAsync(request);
        return await connection.ReadReplyAsync();
    }

    /// <summary>Sends one octet for each character; a program that has stopped listening is no error here.</summary>
    public Task SendAsync(string octets) => SendAsync(Encoding.Latin1.GetBytes(octets));

    /// <summary>Sends octets; a program that has stopped listening is no error here.</summary>
    public Task SendAsync(byte[] octets) => TrySendAsync(octets);

    /// <summary>Sends octets, and says whether the program still takes any.</summary>
    public async Task<bool> TrySendAsync(byte[] octets)
    {
        using CancellationTokenSource limit = new(Patience);
        try
        {
            await _stream.WriteAsync(octets, limit.Token);
            return true;
        }
        catch (IOException)
        {
            // What it answered before is still to be read.
            return false;
        }
    }

    /// <summary>Says that nothing more will be sent.</summary>
    public void EndSending()
    {
        try
        {
            _client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The program has ended the connection.
        }
    }

    /// <summary>Breaks the connection as a lost client does.</summary>
    public void Reset()
    {
        // Not TcpClient.Close, which ends the connection in order before it breaks it.
        _client.Client.LingerState = new LingerOption(enable: true, seconds: 0);
        _client.Client.Close();
    }

    /// <summary>Reads the next answer, past any interim one; null when the connection ends before one has come.</summary>
    /// <param name="toHead">Whether the request was HEAD, whose answers have no body.</param>
    /// <exception cref="OperationCanceledException">The program hangs.</exception>
    public async Task<Reply?> ReadReplyAsync(bool toHead = false)
    {
        using CancellationTokenSource limit = new(Patience);
        if (await ReadHeadAsync(limit.Token) is not { } lines)
            return null;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.Skip(1))
            headers[line.Split(':', 2)[0]] = line.Split(':', 2)[1].Trim();
        int status = int.Parse(lines[0].Split(' ')[1]);
        if (status == 100)
            return await ReadReplyAsync(toHead);
        int length = toHead || status is 204 or 304 ? 0 : int.Parse(headers.GetValueOrDefault("Content-Length", "0"));
        while (_received.Count < length && await ReceiveAsync(limit.Token))
        {
            // Until it is all there.
        }

        byte[] body = [.. _received.Take(length)];
        _received.RemoveRange(0, body.Length);
        return new Reply(status, headers, body);
    }

    /// <summary>Waits until the program says that it reads the body (RFC 9110 section 10.1.1).</summary>
    public async Task WaitForContinueAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        string[]? lines = await ReadHeadAsync(limit.Token);
        Assert.StartsWith("HTTP/1.1 100 ", lines?[0], StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }

    private async Task<string[]?> ReadHeadAsync(CancellationToken limit)
    {
        int head;
        while ((head = IndexOf(EndOfHead)) < 0)
        {
            if (!await ReceiveAsync(limit))
                return null;
        }

        string[] lines = Encoding.Latin1.GetString([.. _received.Take(head)]).Split("\r\n");
        _received.RemoveRange(0, head + EndOfHead.Length);
        return lines;
    }

    private async Task<bool> ReceiveAsync(CancellationToken limit)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            int read = await _stream.ReadAsync(buffer, limit);
            _received.AddRange(buffer.AsSpan(0, read));
            Assert.True(_received.Count <= LongestReply, "The answer has no end.");
            return read > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private int IndexOf(byte[] mark) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_received).IndexOf(mark);
}
