using System.Net;
using System.Net.Sockets;

namespace Automua.Functions.Tests.Directories;

/// <summary>
/// A directory server that does what no real one can be brought to do. Until something is asked that its script has an answer to,
/// it is a server without TLS that lets everybody in.
/// </summary>
internal sealed class ScriptedDirectory : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<ClientOperation, Func<ScriptedConnection, int, Task>> _script;
    private readonly bool _isSilent;
    private readonly Task _accepting;
    private int _connections;

    private ScriptedDirectory(Dictionary<ClientOperation, Func<ScriptedConnection, int, Task>> script, bool isSilent = false)
    {
        _script = script;
        _isSilent = isSilent;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>How many connections there were.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>How a document names the server for TLS from the start.</summary>
    public DirectorySeed Ldaps => StartTls with { UseSsl = true };

    /// <summary>How a document names the server for StartTLS.</summary>
    public DirectorySeed StartTls => new("localhost", ((IPEndPoint)_listener.LocalEndpoint).Port, UseSsl: false);

    /// <summary>How a document names a server that may be one without TLS.</summary>
    public DirectorySeed Plain => StartTls with { AllowPlain = true };

    /// <summary>Starts a server that does something when it is asked for one kind of thing.</summary>
    /// <param name="operation">What is asked for.</param>
    /// <param name="answer">What it does then, with the request's number.</param>
    public static ScriptedDirectory On(ClientOperation operation, Func<ScriptedConnection, int, Task> answer) =>
        new(new() { [operation] = answer });

    /// <summary>Starts a server that accepts connections and says nothing, not even that it wants TLS.</summary>
    public static ScriptedDirectory Silent() => new([], isSilent: true);

    /// <summary>Starts a server that stays silent when it is asked for one kind of thing.</summary>
    public static ScriptedDirectory SilentOn(ClientOperation operation) => On(operation, (connection, _) => connection.StaySilentAsync());

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> connections = [];
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
                connections.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using ScriptedConnection connection = new(client, _end.Token);
        try
        {
            if (_isSilent)
                await connection.StaySilentAsync();
            while (await connection.ReadAsync() is var (number, operation))
                await AnswerAsync(connection, number, operation);
        }
        catch (Exception problem) when (problem is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has gone.
        }
    }

    private Task AnswerAsync(ScriptedConnection connection, int number, ClientOperation operation)
    {
        const byte ProtocolError = 2;
        if (_script.TryGetValue(operation, out Func<ScriptedConnection, int, Task>? answer))
            return answer(connection, number);
        return operation switch
        {
            ClientOperation.Bind => connection.SendAsync(ServerMessage.Bound(number)),
            ClientOperation.Search => connection.SendAsync(ServerMessage.Done(number)),
            ClientOperation.Extended => connection.SendAsync(ServerMessage.Extended(number, ProtocolError)),
            _ => Task.CompletedTask,
        };
    }
}
