using Microsoft.AspNetCore.Connections;

namespace Automua.Functions.Hosting;

/// <summary>
/// Refuses connections before the process runs out of open files. Kestrel, which cannot accept a connection then, would try again
/// without a pause, and the store could not open its files and connections.
/// </summary>
/// <param name="most">How many connections may be open at once.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where refusals are told of.</param>
internal sealed class ConnectionLimit(long most, TimeProvider time, ConnectionLog log)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private long _open;
    private long? _lastTold;

    /// <summary>How many connections there may be where so many files may be open: the rest is the store's and the program's own.</summary>
    public static long Of(long? openFiles) => openFiles is { } files ? files / 4 * 3 : long.MaxValue;

    /// <summary>Stands before what serves connections.</summary>
    public ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        try
        {
            if (Interlocked.Increment(ref _open) <= most)
                await next(connection);
            else
                Refuse(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    };

    private void Refuse(ConnectionContext connection)
    {
        connection.Abort();
        // Who opens one connection after another is not to fill the log.
        lock (_gate)
        {
            if (_lastTold is { } last && time.GetElapsedTime(last) < Silence)
                return;
            _lastTold = time.GetTimestamp();
        }

        log.Refused(most);
    }
}
