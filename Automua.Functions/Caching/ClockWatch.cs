namespace Automua.Functions.Caching;

/// <summary>
/// Notices when the wall clock is set back. The caches' libraries reckon by it: what was to be kept for a minute would stay for as long as
/// the clock was set back. When it is set forward, they only ask again early.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class ClockWatch(TimeProvider time)
{
    // Less is no setting: clocks are corrected by little, and a thread may be kept waiting between two looks.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private long _lead = LeadOf(time);

    /// <summary>Whether the clock was set back since this was asked before; yes is said once for each time.</summary>
    public bool WasSetBack()
    {
        long before = Volatile.Read(ref _lead);
        long lead = LeadOf(time);
        return Math.Abs(lead - before) > Tolerance.Ticks
            && Interlocked.CompareExchange(ref _lead, lead, before) == before
            && lead < before;
    }

    // How far the wall clock is before the one that nobody sets.
    private static long LeadOf(TimeProvider time) => time.GetUtcNow().UtcTicks - time.GetElapsedTime(0).Ticks;
}
