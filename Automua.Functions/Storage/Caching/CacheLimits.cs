namespace Automua.Functions.Storage.Caching;

/// <summary>How long the cache trusts what it knows, and how much it keeps.</summary>
/// <param name="TimeToLive">How long what was found is not asked for again.</param>
/// <param name="Entries">The most answers that are kept of what was found, and as many of what was not.</param>
internal sealed record CacheLimits(TimeSpan TimeToLive, int Entries)
{
    /// <summary>How long what was not found, or is spoiled, is not asked for again, unless <see cref="TimeToLive"/> is shorter.</summary>
    public static readonly TimeSpan LongestUnknown = TimeSpan.FromSeconds(10);

    /// <summary>How old an answer may become while the store does not answer.</summary>
    public static readonly TimeSpan LongestStale = TimeSpan.FromHours(24);

    /// <summary>How long a store that does not answer is left alone; so long it may also go unnoticed that it is back.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>How long a request waits for the store when there is an old answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>How long what was not found, or is spoiled, is not asked for again.</summary>
    public TimeSpan UnknownTimeToLive => TimeToLive < LongestUnknown ? TimeToLive : LongestUnknown;
}
