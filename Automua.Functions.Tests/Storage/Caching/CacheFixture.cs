using System.Diagnostics.Metrics;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;
using Automua.Functions.Storage.Caching;
using Automua.Functions.Storage.Measuring;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Signing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Automua.Functions.Tests.Storage.Caching;

/// <summary>A cache in front of a real SQLite database, which other programs can change and which can be in trouble.</summary>
internal sealed class CacheFixture : IAsyncDisposable
{
    /// <summary>Longer than any test.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>So short that a test can wait for its end.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    private readonly ServiceProvider _services;
    private readonly RecordedLog<CacheLog> _log = new();
    private readonly StoreMetrics _metrics = new();
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<string> _measured = [];
    private int _entries;

    private CacheFixture(ServiceProvider services, TimeSpan timeToLive, int entries)
    {
        _services = services;
        Other = services.GetRequiredService<IConfigurationStore>();
        Store = new TroubledStore(Other);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, _metrics))
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, _, attributes, _) => Add(instrument.Name, attributes));
        _listener.SetMeasurementEventCallback<double>((instrument, _, attributes, _) => Add(instrument.Name, attributes));
        _listener.SetMeasurementEventCallback<int>((_, value, _, _) => _entries += value);
        _listener.Start();
        Cache = new CachedStore(
            new MeasuredStore(Store, _metrics), new CacheLimits(timeToLive, entries), _metrics, TimeProvider.System, new CacheLog(_log));
    }

    /// <summary>The cache.</summary>
    public CachedStore Cache { get; }

    /// <summary>The store behind it.</summary>
    public TroubledStore Store { get; }

    /// <summary>The same database as another program has it.</summary>
    public IConfigurationStore Other { get; }

    /// <summary>Lines of the log of the level Error.</summary>
    public string[] Errors => _log.Lines(LogLevel.Error);

    /// <summary>Makes a cache and, behind it, an empty database.</summary>
    public static async Task<CacheFixture> NewAsync(TimeSpan timeToLive, int entries = 1000)
    {
        ServiceProvider services = new ServiceCollection()
            .AddLogging().AddConfigurationStore(new SqliteUri(null), echo: false).BuildServiceProvider();
        await services.GetRequiredService<IStorePreparation>().PrepareAsync(CancellationToken.None);
        return new CacheFixture(services, timeToLive, entries);
    }

    /// <summary>Asks the cache for a domain.</summary>
    public Task<DomainLookup> FindAsync(string domain, CancellationToken cancellation = default) =>
        Cache.FindAsync(DomainName.Parse(domain), DomainMatch.Any, cancellation);

    /// <summary>The mark of a domain's servers, as the cache has them; null when it knows no such domain.</summary>
    public async Task<string?> MarkAsync(string domain) => await FindAsync(domain) is DomainFound(var found)
        ? found.Incoming[0].Host.Text.Split('.')[1]
        : null;

    /// <summary>Stores domains whose servers bear a mark.</summary>
    public static async Task StoreAsync(IConfigurationStore store, string mark, params string[] domains) =>
        Assert.IsType<Imported>(await store.ImportAsync(
            Imports.Of("One", Imports.Servers(mark), domains), ImportMode.Merge, CancellationToken.None));

    /// <summary>How often something was measured with an attribute.</summary>
    public int Measured(string name, string attribute)
    {
        lock (_gate)
            return _measured.Count(line => line == $"{name} {attribute}");
    }

    /// <summary>How many entries the cache has, as its instrument says.</summary>
    public int CountEntries()
    {
        _entries = 0;
        _listener.RecordObservableInstruments();
        return _entries;
    }

    /// <summary>Gives everything up.</summary>
    public async ValueTask DisposeAsync()
    {
        Cache.Dispose();
        _listener.Dispose();
        _metrics.Dispose();
        await _services.DisposeAsync();
    }

    private void Add(string name, ReadOnlySpan<KeyValuePair<string, object?>> attributes)
    {
        lock (_gate)
        {
            foreach ((string attribute, object? value) in attributes)
                _measured.Add($"{name} {attribute}={value}");
        }
    }
}
