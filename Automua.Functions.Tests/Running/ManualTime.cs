namespace Automua.Functions.Tests.Running;

/// <summary>A clock that a test moves; timers due by then fire as it moves.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<Timer> _timers = [];
    private DateTimeOffset _now = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            Timer timer = new(this, () => callback(state), _now + dueTime);
            _timers.Add(timer);
            return timer;
        }
    }

    /// <summary>Waits until somebody waits for the clock.</summary>
    public async Task UntilWaitedForAsync()
    {
        using CancellationTokenSource timeout = new(TimeSpan.FromSeconds(30));
        while (!IsWaitedFor())
            await Task.Delay(1, timeout.Token);
    }

    /// <summary>Moves the clock.</summary>
    public void Advance(TimeSpan time)
    {
        List<Timer> due;
        lock (_gate)
        {
            _now += time;
            due = _timers.FindAll(timer => timer.Due <= _now);
            _timers.RemoveAll(due.Contains);
        }

        foreach (Timer timer in due)
            timer.Fire();
    }

    private bool IsWaitedFor()
    {
        lock (_gate)
            return _timers.Count > 0;
    }

    private sealed class Timer(ManualTime time, Action fire, DateTimeOffset due) : ITimer
    {
        public DateTimeOffset Due => due;

        public Action Fire => fire;

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose()
        {
            lock (time._gate)
                time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
