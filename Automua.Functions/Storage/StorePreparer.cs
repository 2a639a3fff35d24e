using Automua.Core.Storage;

namespace Automua.Functions.Storage;

/// <summary>Prepares the store of a running service: a server that does not answer yet is tried again until it does.</summary>
internal sealed class StorePreparer(IStorePreparation store, StoreLog log, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private string? _reason;

    /// <summary>Tries once.</summary>
    /// <returns>Whether the store is prepared; if not, the log says why, once for each reason.</returns>
    /// <exception cref="Configuration.ConfigurationProblemException">The store cannot be used as configured.</exception>
    public async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await store.PrepareAsync(cancellation);
            if (_reason is not null)
                log.Prepared(store.Description);
            return true;
        }
        catch (StoreUnavailableException problem)
        {
            if (problem.Message != _reason)
                log.Unprepared(problem.Message);
            _reason = problem.Message;
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
            while (!await TryAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program ends, and the next one tries again.
        }
    }
}
