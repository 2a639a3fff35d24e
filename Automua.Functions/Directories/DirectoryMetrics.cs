using System.Diagnostics;
using System.Diagnostics.Metrics;
using Automua.Functions.Measuring;

namespace Automua.Functions.Directories;

/// <summary>The measurements of directories; docs/metrics.md says how to read them.</summary>
internal sealed class DirectoryMetrics : IDisposable
{
    /// <summary>How long searches took, by result.</summary>
    public const string DurationName = "automua.directory.search.duration";

    /// <summary>What came of a search.</summary>
    public const string ResultAttribute = "automua.directory.result";

    private readonly Meter _meter;
    private readonly Histogram<double> _duration;

    /// <summary>Makes the instrument.</summary>
    public DirectoryMetrics()
    {
        _meter = new Meter(new MeterOptions(ProgramMeter.Name) { Scope = this });
        _duration = _meter.CreateHistogram(
            DurationName,
            "s",
            "How long a directory took.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5] });
    }

    /// <summary>Records how long a search took.</summary>
    /// <param name="start">The <see cref="Stopwatch.GetTimestamp"/> at its beginning.</param>
    /// <param name="result">What came of it.</param>
    public void RecordSearch(long start, string result) => _duration.Record(
        Stopwatch.GetElapsedTime(start).TotalSeconds, new KeyValuePair<string, object?>(ResultAttribute, result));

    /// <summary>Ends the measurements.</summary>
    public void Dispose() => _meter.Dispose();
}
