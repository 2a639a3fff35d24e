namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>
/// Keeps a handler running, as the host does: one that does not come to listen is started anew three times; one that ends with
/// another code than 0 is started anew, and with the third such end within half an hour the host gives up; a handler that ends
/// with 200 is started anew and not counted; one that ends with 0 never is, and the host goes on without.
/// </summary>
internal sealed class HandlerSupervision(FunctionApp app, EmulatedHostSettings settings) : IAsyncDisposable
{
    private const int Succeeded = 0;
    private const int WantsRestart = 200;
    private const int MostCrashes = 3;
    private const int MostRestarts = 3;
    private static readonly TimeSpan CrashesCount = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _crashes = [];
    private TaskCompletionSource<HandlerProcess?> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HandlerProcess? _handler;
    private Task<bool> _running = Task.FromResult(true);
    private volatile bool _isStopping;

    /// <summary>How often a handler was started.</summary>
    public int Starts { get; private set; }

    /// <summary>The handler that was started last.</summary>
    public HandlerProcess Handler => _handler ?? throw new InvalidOperationException("No handler was started.");

    /// <summary>Ends when no handler is started any more; true when the host goes on without, false when it gives up.</summary>
    public Task<bool> Running => _running;

    /// <summary>Starts the handler and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It never does.</exception>
    public async Task StartAsync()
    {
        _running = RunAsync();
        if (await ListeningAsync() is not null)
            return;
        await _running;
        throw new InvalidOperationException($"The handler does not listen: {settings.Log.Output}{settings.Log.Error}");
    }

    /// <summary>The handler as soon as one listens; null when none will.</summary>
    public Task<HandlerProcess?> ListeningAsync()
    {
        lock (_gate)
            return _listening.Task;
    }

    /// <summary>The handler as soon as one is seen to listen, also when it has just ended and that is not known yet; null when none will.</summary>
    public async Task<HandlerProcess?> SeenListeningAsync(CancellationToken cancellation)
    {
        while (await ListeningAsync().WaitAsync(cancellation) is { } handler)
        {
            if (await handler.TakesConnectionsAsync(cancellation))
                return handler;
            await Task.Delay(Poll, cancellation);
        }

        return null;
    }

    /// <summary>Kills the handler and starts none any more.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_isStopping)
                return;
            _isStopping = true;
            _handler?.Kill();
        }

        try
        {
            await _running;
        }
        finally
        {
            _handler?.Dispose();
        }
    }

    private async Task<bool> RunAsync()
    {
        try
        {
            return await UntilNoneIsStartedAsync();
        }
        finally
        {
            StopListening();
            _listening.SetResult(null);
        }
    }

    private async Task<bool> UntilNoneIsStartedAsync()
    {
        int unheard = 0;
        while (!_isStopping)
        {
            HandlerProcess handler = StartAnother();
            if (await handler.IsListeningAsync(settings.LongestStart))
            {
                lock (_gate)
                    _listening.SetResult(handler);
            }
            else if (!handler.Process.HasExited)
            {
                handler.Kill();
                await handler.WaitForExitAsync();
                if (++unheard > MostRestarts)
                    return false;
                continue;
            }

            int exitCode = await handler.WaitForExitAsync();
            StopListening();
            if (exitCode == Succeeded)
                return true;
            if (exitCode != WantsRestart && !_isStopping && IsOneCrashTooMany())
                return false;
        }

        return false;
    }

    private HandlerProcess StartAnother()
    {
        lock (_gate)
        {
            _handler?.Dispose();
            _handler = HandlerProcess.Start(app, settings);
            Starts++;
            // It could not be killed before there was one.
            if (_isStopping)
                _handler.Kill();
            return _handler;
        }
    }

    private void StopListening()
    {
        lock (_gate)
        {
            if (_listening.Task.IsCompleted)
                _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private bool IsOneCrashTooMany()
    {
        DateTimeOffset now = settings.Time.GetUtcNow();
        _crashes.Enqueue(now);
        while (now - _crashes.Peek() >= CrashesCount)
            _crashes.Dequeue();
        return _crashes.Count >= MostCrashes;
    }
}
