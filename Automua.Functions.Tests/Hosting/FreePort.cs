using System.Net;
using System.Net.Sockets;

namespace Automua.Functions.Tests.Hosting;

/// <summary>Ports for programs that must be told theirs.</summary>
internal static class FreePort
{
    // Below those that systems give to connections and to who asks for any: such a port may be gone before the program has it.
    private const int First = 12_000;
    private const int Last = 32_000;

    private static int _taken = Random.Shared.Next(Last - First);

    /// <summary>A TCP port of the loopback interface that nobody listens on just now, another one each time.</summary>
    public static int Next()
    {
        while (true)
        {
            int port = First + (int)((uint)Interlocked.Increment(ref _taken) % (Last - First));
            try
            {
                using TcpListener listener = new(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
