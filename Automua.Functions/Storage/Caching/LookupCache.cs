using Automua.Core.Storage;
using Automua.Functions.Caching;
using Automua.Functions.Outages;
using Automua.Functions.Storage.Measuring;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace Automua.Functions.Storage.Caching;

/// <summary>What a store said to look-ups, since its last change by this program.</summary>
/// <remarks>
/// <para>
/// There are two rooms of equal size: one for what was found, one for what was not. Anybody can ask for names that nobody has
/// made; those answers can only push out one another. Within a room those go first that were asked for in one
/// <see cref="CacheLimits.TimeToLive"/> only, so made-up names below a pattern do not push out the domains in use.
/// </para>
/// <para>
/// A question's answer is in one room at a time. Both share the turns, so a question is put to the store once, however many ask.
/// </para>
/// </remarks>
internal sealed class LookupCache : IDisposable
{
    private readonly IConfigurationStore _store;
    private readonly CacheLimits _limits;
    private readonly TimeProvider _time;
    private readonly CacheLog _log;
    private readonly ClockWatch _clock;
    private readonly Breaker _breaker;
    private readonly KeyTurns _turns = new();
    private readonly MemoryCache _knownEntries;
    private readonly MemoryCache _unknownEntries;
    private readonly FusionCache _known;
    private readonly FusionCache _unknown;
    private readonly FusionCacheEntryOptions _evenOld;
    private readonly FusionCacheEntryOptions _failure;

    /// <summary>Makes an empty cache.</summary>
    /// <param name="store">Who is asked.</param>
    /// <param name="limits">How long answers are kept, and how many.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where a store that does not answer is told of.</param>
    public LookupCache(IConfigurationStore store, CacheLimits limits, TimeProvider time, CacheLog log)
    {
        _store = store;
        _limits = limits;
        _time = time;
        _log = log;
        _clock = new ClockWatch(time);
        _breaker = new Breaker(time, CacheLimits.Pause);
        FusionCacheEntryOptions entry = new()
        {
            Size = 1,
            Duration = limits.TimeToLive,
            IsFailSafeEnabled = true,
            FailSafeMaxDuration = CacheLimits.LongestStale,
            FailSafeThrottleDuration = CacheLimits.Pause,
            FactorySoftTimeout = CacheLimits.Patience,
        };
        _evenOld = entry.Duplicate();
        _evenOld.AllowStaleOnReadOnly = true;
        _failure = entry.Duplicate(CacheLimits.Pause);
        _failure.IsFailSafeEnabled = false;
        _knownEntries = NewEntries(limits);
        _unknownEntries = NewEntries(limits);
        _known = NewRoom(_knownEntries, entry);
        _unknown = NewRoom(_unknownEntries, entry);
    }

    /// <summary>How many answers are kept of what was found.</summary>
    public int KnownCount => _knownEntries.Count;

    /// <summary>How many answers are kept of what was not found.</summary>
    public int UnknownCount => _unknownEntries.Count;

    /// <summary>The answer, when it is here and need not be asked for.</summary>
    public KeptLookup? TryGet(string key)
    {
        if (_clock.WasSetBack())
            Expire();
        return Fresh(_known, key) ?? Fresh(_unknown, key);
    }

    /// <summary>Where an answer that is here came from: it may be old, and the store not answer.</summary>
    public CacheOutcome OutcomeOf(KeptLookup kept) =>
        _time.GetElapsedTime(kept.Asked) > kept.Fresh ? CacheOutcome.Stale : CacheOutcome.Hit;

    /// <summary>The answer from the store; an old one when the store does not answer, or not soon.</summary>
    /// <exception cref="StoreUnavailableException">The store does not answer, and there is no old answer.</exception>
    public async Task<(KeptLookup Kept, CacheOutcome Outcome)> AskAsync(StoreQuestion question, string key)
    {
        FusionCache room = _unknown.TryGet<KeptLookup>(key, _evenOld).HasValue ? _unknown : _known;
        KeptLookup? mine = null;
        bool isAsked = false;
        KeptLookup kept = await room.GetOrSetAsync<KeptLookup>(
            key,
            async (context, _) =>
            {
                // While this one waited for its turn another may have asked, and found the answer to belong elsewhere.
                if (Fresh(room == _known ? _unknown : _known, key) is { } moved)
                {
                    context.Options.SkipMemoryCacheWrite = true;
                    return moved;
                }

                isAsked = true;
                return mine = await AskAsync(question, key, room, context);
            });
        if (ReferenceEquals(kept, mine))
            return (kept, CacheOutcome.Miss);
        return (kept, isAsked ? CacheOutcome.Stale : OutcomeOf(kept));
    }

    /// <summary>Makes all answers old: the store is asked again, and they serve only while it does not answer.</summary>
    public void Expire()
    {
        Expire(_known, _knownEntries);
        Expire(_unknown, _unknownEntries);
    }

    /// <summary>Gives up everything.</summary>
    public void Dispose()
    {
        _known.Dispose();
        _unknown.Dispose();
        _knownEntries.Dispose();
        _unknownEntries.Dispose();
        _turns.Dispose();
    }

    private static void Expire(FusionCache room, MemoryCache entries)
    {
        foreach (object key in entries.Keys)
            room.Expire((string)key);
    }

    private async Task<KeptLookup> AskAsync(
        StoreQuestion question, string key, FusionCache room, FusionCacheFactoryExecutionContext<KeptLookup> context)
    {
        KeptLookup kept;
        try
        {
            kept = await AskStoreAsync(question, context.HasStaleValue);
        }
        catch (StoreUnavailableException problem) when (problem.IsRepeated)
        {
            throw;
        }
        catch (StoreUnavailableException problem)
        {
            if (context.HasStaleValue)
                _log.StoreUnavailable(problem.Message);
            else
                _unknown.Set(key, Failure(problem), _failure);
            throw;
        }
        catch
        {
            // An old answer would hide what nobody expected.
            context.Options.IsFailSafeEnabled = false;
            throw;
        }

        FusionCache place = kept.IsFound ? _known : _unknown;
        context.Options.Duration = kept.IsFound ? _limits.TimeToLive : _limits.UnknownTimeToLive;
        context.Options.Priority = context.HasStaleValue ? CacheItemPriority.Normal : CacheItemPriority.Low;
        if (place != room)
        {
            place.Set(key, kept, context.Options.Duplicate());
            room.Remove(key);
            context.Options.SkipMemoryCacheWrite = true;
        }

        return kept;
    }

    // The question is everybody's who waits for the answer: the store's own deadline ends it, not a client that goes.
    private async Task<KeptLookup> AskStoreAsync(StoreQuestion question, bool isOthersWait)
    {
        if (!_breaker.MayAsk())
            throw new StoreUnavailableException("It did not answer a moment ago.") { IsRepeated = true };
        try
        {
            // A store may work on the thread that asks it, as SQLite does; one that can be left waiting must be another.
            DomainLookup lookup = isOthersWait
                ? await Task.Run(() => question.AskAsync(_store, CancellationToken.None))
                : await question.AskAsync(_store, CancellationToken.None);
            _breaker.Succeeded();
            TimeSpan fresh = lookup is DomainFound ? _limits.TimeToLive : _limits.UnknownTimeToLive;
            return new KeptLookup(Task.FromResult(lookup), _time.GetTimestamp(), fresh);
        }
        catch (StoreUnavailableException)
        {
            _breaker.Failed();
            throw;
        }
    }

    private KeptLookup Failure(StoreUnavailableException problem)
    {
        Task<DomainLookup> answer = Task.FromException<DomainLookup>(
            new StoreUnavailableException(problem.Message, problem) { IsRepeated = true });
        // Nobody may come to look at it.
        _ = answer.Exception;
        return new KeptLookup(answer, _time.GetTimestamp(), CacheLimits.Pause);
    }

    private static KeptLookup? Fresh(FusionCache room, string key) =>
        room.TryGet<KeptLookup>(key) is { HasValue: true } kept ? kept.Value : null;

    // When it is full, what is new is not kept until a twentieth has been cleared out.
    private static MemoryCache NewEntries(CacheLimits limits) => new(new MemoryCacheOptions { SizeLimit = limits.Entries });

    // Without a logger: FusionCache would write a line for each key. Without tags: they would be entries among the others.
    private FusionCache NewRoom(MemoryCache entries, FusionCacheEntryOptions entry) =>
        new(new FusionCacheOptions { DefaultEntryOptions = entry, DisableTagging = true }, entries, logger: null, _turns);
}
