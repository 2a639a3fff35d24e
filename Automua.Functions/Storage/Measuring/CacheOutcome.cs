namespace Automua.Functions.Storage.Measuring;

/// <summary>Where the answer to a look-up came from.</summary>
internal enum CacheOutcome
{
    /// <summary>From the cache.</summary>
    Hit,

    /// <summary>From the cache, although it is old: the store did not answer, or not soon.</summary>
    Stale,

    /// <summary>From the store, or from nowhere because the store did not answer.</summary>
    Miss,
}
