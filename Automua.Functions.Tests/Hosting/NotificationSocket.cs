using System.Net.Sockets;
using System.Text;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>The socket at which a service manager is told of a program: sd_notify(3).</summary>
internal sealed class NotificationSocket : IDisposable
{
    private readonly string _folder = AutomuaProgram.NewDirectory();
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified) { ReceiveTimeout = 30_000 };

    public NotificationSocket() => _socket.Bind(new UnixDomainSocketEndPoint(Path));

    /// <summary>Its place, for <c>NOTIFY_SOCKET</c>.</summary>
    public string Path => System.IO.Path.Combine(_folder, "notify");

    /// <summary>Whether something has been told that was not read yet.</summary>
    public bool HasMessage => _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    /// <summary>What is told next; waits for it.</summary>
    public string Read()
    {
        byte[] message = new byte[1024];
        return Encoding.UTF8.GetString(message, 0, _socket.Receive(message));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _socket.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
