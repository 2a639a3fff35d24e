namespace Automua.Functions.Outages;

/// <summary>
/// Keeps requests from piling up before a store or a directory that does not answer: after some failures in a row, it is asked
/// once in each pause, until it answers.
/// </summary>
/// <remarks>One failure is not enough: it may be one row's, and then no other domain is to suffer.</remarks>
/// <param name="time">The clock.</param>
/// <param name="pause">How long who does not answer is left alone; so long it may also go unnoticed that it is back.</param>
internal sealed class Breaker(TimeProvider time, TimeSpan pause)
{
    private const int FailuresInARow = 3;

    private readonly Lock _gate = new();
    private int _failures;
    private long _lastAsked;

    /// <summary>Whether it is to be asked; who is told so must say how it went.</summary>
    public bool MayAsk()
    {
        if (Volatile.Read(ref _failures) < FailuresInARow)
            return true;
        lock (_gate)
        {
            // A question that is still open does not count: it may be back before that is given up.
            if (_failures >= FailuresInARow && time.GetElapsedTime(_lastAsked) < pause)
                return false;
            _lastAsked = time.GetTimestamp();
            return true;
        }
    }

    /// <summary>It answered.</summary>
    public void Succeeded()
    {
        lock (_gate)
            _failures = 0;
    }

    /// <summary>It did not answer.</summary>
    public void Failed()
    {
        lock (_gate)
        {
            // A pause begins with each: else who answers only after a long wait would be asked again at once.
            if (++_failures >= FailuresInARow)
                _lastAsked = time.GetTimestamp();
        }
    }
}
