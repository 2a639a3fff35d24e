using System.Net;
using System.Net.Sockets;

namespace Automua.Functions.Tests.Hosting;

/// <summary>Ports for programs that must be told theirs.</summary>
internal static class FreePort
{
    /// <summary>A TCP port of the loopback interface that nobody listens on just now.</summary>
    public static int Next()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
