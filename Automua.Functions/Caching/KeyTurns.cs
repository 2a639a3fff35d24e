using ZiggyCreatures.Caching.Fusion.Locking;

namespace Automua.Functions.Caching;

/// <summary>Lets those who ask for the same key take turns, so that the first asks for all of them.</summary>
/// <remarks>
/// FusionCache's own lockers remember every key for minutes, whoever asked for it, so that made-up names would fill the memory;
/// this one forgets a key when the last has left.
/// </remarks>
internal sealed class KeyTurns : IFusionCacheMemoryLocker
{
    private readonly Dictionary<string, Turn> _turns = [];
    private readonly Lock _gate = new();

    /// <summary>How many keys are being asked for just now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _turns.Count;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<object?> AcquireLockAsync(
        string cacheName, string cacheInstanceId, string operationId, string key, TimeSpan timeout, ILogger? logger, CancellationToken token)
    {
        Turn turn = Enter(key);
        bool isMine = false;
        try
        {
            isMine = await turn.Gate.WaitAsync(timeout, token);
            return isMine ? turn : null;
        }
        finally
        {
            if (!isMine)
                Leave(key, turn);
        }
    }

    /// <inheritdoc/>
    public object? AcquireLock(
        string cacheName, string cacheInstanceId, string operationId, string key, TimeSpan timeout, ILogger? logger, CancellationToken token)
    {
        Turn turn = Enter(key);
        bool isMine = false;
        try
        {
            isMine = turn.Gate.Wait(timeout, token);
            return isMine ? turn : null;
        }
        finally
        {
            if (!isMine)
                Leave(key, turn);
        }
    }

    /// <inheritdoc/>
    public void ReleaseLock(
        string cacheName, string cacheInstanceId, string operationId, string key, object? lockObj, ILogger? logger)
    {
        if (lockObj is not Turn turn)
            return;
        turn.Gate.Release();
        Leave(key, turn);
    }

    /// <summary>Does nothing: what is left is the garbage collector's.</summary>
    public void Dispose()
    {
    }

    private Turn Enter(string key)
    {
        lock (_gate)
        {
            if (!_turns.TryGetValue(key, out Turn? turn))
                _turns.Add(key, turn = new Turn());
            turn.Present++;
            return turn;
        }
    }

    private void Leave(string key, Turn turn)
    {
        lock (_gate)
        {
            if (--turn.Present == 0)
                _turns.Remove(key);
        }
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        // Who has the turn, and who waits for it.
        public int Present { get; set; }
    }
}
