namespace Automua.Functions.Storage.Caching;

/// <summary>
/// Keeps requests from piling up before a store that does not answer: after some failures in a row, it is asked once in each
/// <see cref="CacheLimits.Pause"/>, until it answers.
/// </summary>
/// <remarks>One failure is not enough: it may be one row's, and then no other domain is to suffer.</remarks>
internal sealed class StoreBreaker(TimeProvider time)
{
    private const int FailuresInARow = 3;

    private readonly Lock _gate = new();
    private int _failures;
    private long _lastAsked;

    /// <summary>Whether the store is to be asked; who is told so must say how it went.</summary>
    public bool MayAsk()
    {
        if (Volatile.Read(ref _failures) < FailuresInARow)
            return true;
        lock (_gate)
        {
            // A question that is still open does not count: the store may be back before that is given up.
            if (_failures >= FailuresInARow && time.GetElapsedTime(_lastAsked) < CacheLimits.Pause)
                return false;
            _lastAsked = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>The store answered.</summary>
    public void Succeeded() => Volatile.Write(ref _failures, 0);

    /// <summary>The store did not answer.</summary>
    public void Failed()
    {
        lock (_gate)
        {
            // The pause begins with the failure that makes the store count as gone.
            if (++_failures == FailuresInARow)
                _lastAsked = time.GetTimestamp();
        }
    }
}
