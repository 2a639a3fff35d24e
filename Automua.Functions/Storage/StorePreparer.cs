using Automua.Core.Storage;
using Automua.Functions.Configuration;

namespace Automua.Functions.Storage;

/// <summary>Prepares the store of a running service: a server that does not answer yet is tried again until it does.</summary>
internal sealed class StorePreparer(StoreOpening store, StoreLog log, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private string? _reason;
    private volatile bool _isPrepared;

    /// <summary>Whether the store is prepared. Until it is, the log has the reason from here, and no request need repeat it.</summary>
    public bool IsPrepared => _isPrepared;

    /// <summary>Tries once.</summary>
    /// <returns>Whether the store is prepared; if not, the log says why, once for each reason.</returns>
    /// <exception cref="ConfigurationProblemException">The store cannot be used as configured.</exception>
    public async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await store.OpenAsync(cancellation);
            _isPrepared = true;
            if (_reason is not null)
                log.Prepared(store.Description);
            return true;
        }
        catch (StoreUnavailableException problem)
        {
            Tell(problem.Message);
            return false;
        }
    }

    /// <summary>Tries until the store is prepared, or the program ends.</summary>
    public async Task UntilPreparedAsync(CancellationToken cancellation)
    {
        try
        {
            do
                await Task.Delay(Pause, time, cancellation);
            while (!await TryAgainAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program ends, and the next one tries again.
        }
    }

    // What would have kept the program from starting can be put right while it waits.
    private async Task<bool> TryAgainAsync(CancellationToken cancellation)
    {
        try
        {
            return await TryAsync(cancellation);
        }
        catch (ConfigurationProblemException problem)
        {
            Tell(problem.Message);
            return false;
        }
    }

    private void Tell(string reason)
    {
        if (reason != _reason)
            log.Unprepared(reason);
        _reason = reason;
    }
}
