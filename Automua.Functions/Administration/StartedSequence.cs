namespace Automua.Functions.Administration;

/// <summary>A sequence whose first item is already there: whatever can go wrong at its beginning has not.</summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal sealed class StartedSequence<T> : IAsyncEnumerable<T>
{
    private readonly IAsyncEnumerator<T> _rest;
    private readonly bool _isEmpty;

    private StartedSequence(IAsyncEnumerator<T> rest, bool isEmpty)
    {
        _rest = rest;
        _isEmpty = isEmpty;
    }

    /// <summary>Starts a sequence; it is to be read once, to its end or until it fails.</summary>
    public static async Task<StartedSequence<T>> StartAsync(IAsyncEnumerable<T> sequence, CancellationToken cancellation)
    {
        IAsyncEnumerator<T> items = sequence.GetAsyncEnumerator(cancellation);
        try
        {
            return new StartedSequence<T>(items, !await items.MoveNextAsync());
        }
        catch
        {
            await items.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await using (_rest)
        {
            if (_isEmpty)
                yield break;
            do
                yield return _rest.Current;
            while (await _rest.MoveNextAsync());
        }
    }
}
