namespace Automua.Functions.Storage.Measuring;

/// <summary>How many look-ups there were since the start, by where the answer came from.</summary>
/// <param name="Hits">From memory.</param>
/// <param name="Stale">From memory although it was old: the store did not answer, or not in time.</param>
/// <param name="Misses">From the store, or from nowhere.</param>
internal readonly record struct LookupCounts(long Hits, long Stale, long Misses)
{
    /// <summary>How many of them were answered from memory while it was fresh, from 0 to 1; null before the first.</summary>
    public double? HitRatio => Hits + Stale + Misses is > 0 and var all ? (double)Hits / all : null;
}
