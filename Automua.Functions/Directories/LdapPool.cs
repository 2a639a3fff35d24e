using Automua.Core.Model;

namespace Automua.Functions.Directories;

/// <summary>The connections to one LDAP server: not more than <see cref="DirectoryLimits.MostConnections"/>, and none that is old.</summary>
internal sealed class LdapPool : IDisposable
{
    private readonly DirectoryServer _server;
    private readonly LdapTrust _trust;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _places = new(DirectoryLimits.MostConnections);
    private readonly Lock _gate = new();
    // The last is the one that was used last.
    private readonly List<Kept> _idle = [];
    private readonly ITimer _sweep;
    private bool _isClosed;

    /// <summary>Makes an empty pool.</summary>
    /// <param name="server">The server.</param>
    /// <param name="trust">Which certificates are accepted.</param>
    /// <param name="time">The clock.</param>
    public LdapPool(DirectoryServer server, LdapTrust trust, TimeProvider time)
    {
        _server = server;
        _trust = trust;
        _time = time;
        _sweep = time.CreateTimer(_ => CloseIdle(IsOld), null, DirectoryLimits.LongestIdle / 2, DirectoryLimits.LongestIdle / 2);
    }

    /// <summary>Does something with a connection, and once more when the connection turns out to be dead.</summary>
    public async Task<T> UseAsync<T>(Func<LdapConnection, CancellationToken, Task<T>> use, CancellationToken cancellation)
    {
        if (!await _places.WaitAsync(DirectoryLimits.PlacePatience, cancellation))
            throw new DirectoryUnavailableException($"{_server} is asked more than it answers: {DirectoryLimits.MostConnections} connections are in use");
        try
        {
            if (Take() is { } kept)
            {
                try
                {
                    return await UseAsync(kept, use, cancellation);
                }
                catch (Exception problem) when (problem is LdapConnectionLostException or OperationCanceledException)
                {
                    // The server was restarted, or hangs up on who is silent, or something between forgot the connection: the
                    // others are as dead.
                    CloseIdle(_ => true);
                    if (problem is OperationCanceledException)
                        throw;
                }
            }

            LdapConnection connection = await LdapConnection.OpenAsync(_server, _trust, cancellation);
            return await UseAsync(new Kept(connection, _time.GetTimestamp(), 0), use, cancellation);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>Closes the connections; those in use when they are given back.</summary>
    public void Dispose()
    {
        lock (_gate)
            _isClosed = true;
        _sweep.Dispose();
        CloseIdle(_ => true);
    }

    private async Task<T> UseAsync<T>(Kept kept, Func<LdapConnection, CancellationToken, Task<T>> use, CancellationToken cancellation)
    {
        bool isWhole = false;
        try
        {
            T result = await use(kept.Connection, cancellation);
            isWhole = true;
            return result;
        }
        finally
        {
            if (!isWhole || !TryKeep(kept with { Since = _time.GetTimestamp() }))
                kept.Connection.Dispose();
        }
    }

    private Kept? Take()
    {
        while (true)
        {
            Kept last;
            lock (_gate)
            {
                if (_idle.Count == 0)
                    return null;
                last = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
            }

            if (!IsOld(last) && last.Connection.IsQuiet)
                return last;
            last.Connection.Dispose();
        }
    }

    private bool TryKeep(Kept kept)
    {
        lock (_gate)
        {
            if (!_isClosed)
                _idle.Add(kept);
            return !_isClosed;
        }
    }

    private bool IsOld(Kept kept) =>
        _time.GetElapsedTime(kept.Since) >= DirectoryLimits.LongestIdle || _time.GetElapsedTime(kept.Opened) >= DirectoryLimits.LongestUse;

    private void CloseIdle(Predicate<Kept> isToClose)
    {
        List<Kept> closed;
        lock (_gate)
        {
            closed = _idle.FindAll(isToClose);
            _idle.RemoveAll(isToClose);
        }

        foreach (Kept kept in closed)
            kept.Connection.Dispose();
    }

    /// <summary>A connection, when it was opened, and since when nobody uses it.</summary>
    private sealed record Kept(LdapConnection Connection, long Opened, long Since);
}
