using System.Diagnostics;
using System.Diagnostics.Metrics;
using Automua.Functions.Measuring;

namespace Automua.Functions.Storage.Measuring;

/// <summary>The measurements of the store and of the cache in front of it; docs/metrics.md says how to read them.</summary>
internal sealed class StoreMetrics : IDisposable
{
    /// <summary>How often the cache was asked, by outcome.</summary>
    public const string LookupsName = "automua.cache.lookups";

    /// <summary>How much the cache holds.</summary>
    public const string EntriesName = "automua.cache.entries";

    /// <summary>How long the store took, by operation and result.</summary>
    public const string DurationName = "automua.store.operation.duration";

    /// <summary>The attribute of <see cref="LookupsName"/>.</summary>
    public const string OutcomeAttribute = "automua.cache.outcome";

    /// <summary>The attribute of <see cref="EntriesName"/>.</summary>
    public const string ContentAttribute = "automua.cache.content";

    /// <summary>What the store was to do.</summary>
    public const string OperationAttribute = "automua.store.operation";

    /// <summary>What came of it.</summary>
    public const string ResultAttribute = "automua.store.result";

    private readonly Meter _meter;
    private readonly Counter<long> _lookups;
    private readonly Histogram<double> _duration;
    private long _hits;
    private long _stale;
    private long _misses;

    /// <summary>Makes the instruments.</summary>
    public StoreMetrics()
    {
        // Its scope tells the measurements of one store from those of another in the same process.
        _meter = new Meter(new MeterOptions(ProgramMeter.Name) { Scope = this });
        _lookups = _meter.CreateCounter<long>(LookupsName, "{lookup}", "Look-ups by where the answer came from.");
        _duration = _meter.CreateHistogram(
            DurationName,
            "s",
            "How long the store took.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
            });
    }

    /// <summary>How many look-ups there were so far.</summary>
    public LookupCounts Lookups => new(Interlocked.Read(ref _hits), Interlocked.Read(ref _stale), Interlocked.Read(ref _misses));

    /// <summary>Counts a look-up.</summary>
    public void CountLookup(CacheOutcome outcome)
    {
        string word;
        switch (outcome)
        {
            case CacheOutcome.Hit:
                word = "hit";
                Interlocked.Increment(ref _hits);
                break;
            case CacheOutcome.Stale:
                word = "stale";
                Interlocked.Increment(ref _stale);
                break;
            default:
                word = "miss";
                Interlocked.Increment(ref _misses);
                break;
        }

        _lookups.Add(1, new KeyValuePair<string, object?>(OutcomeAttribute, word));
    }

    /// <summary>Records how long an operation took.</summary>
    /// <param name="start">The <see cref="Stopwatch.GetTimestamp"/> at its beginning.</param>
    /// <param name="operation">What the store was to do.</param>
    /// <param name="result">What came of it.</param>
    public void RecordOperation(long start, string operation, string result) => _duration.Record(
        Stopwatch.GetElapsedTime(start).TotalSeconds,
        new KeyValuePair<string, object?>(OperationAttribute, operation),
        new KeyValuePair<string, object?>(ResultAttribute, result));

    /// <summary>Says where the numbers of entries are.</summary>
    /// <param name="known">How many answers are kept of what was found.</param>
    /// <param name="unknown">How many are kept of what was not.</param>
    public void ObserveEntries(Func<int> known, Func<int> unknown) => _meter.CreateObservableUpDownCounter(
        EntriesName,
        () => (Measurement<int>[])
        [
            new(known(), new KeyValuePair<string, object?>(ContentAttribute, "known")),
            new(unknown(), new KeyValuePair<string, object?>(ContentAttribute, "unknown")),
        ],
        "{entry}",
        "Answers that are kept.");

    /// <summary>Ends the measurements.</summary>
    public void Dispose() => _meter.Dispose();
}
