namespace Automua.Functions.Http;

/// <summary>What one function does: it translates a request, calls, and translates back. Cross-cutting rules stand in <see cref="RequestPipeline"/>.</summary>
internal interface IEndpoint
{
    /// <summary>Answers a request.</summary>
    ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation);

    /// <summary>What is said while the store or a directory does not answer.</summary>
    Answer WhenUnavailable(Asked asked) => Answer.TryAgain(RequestPipeline.RetryAfter);
}
