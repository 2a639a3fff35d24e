using Automua.Functions.Http;

namespace Automua.Functions.Functions.Health;

/// <summary>Says that the program is alive; touches nothing.</summary>
internal sealed class HealthEndpoint : IEndpoint
{
    /// <inheritdoc/>
    public ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) =>
        ValueTask.FromResult(Answer.Json(200, json => json.WriteString("status"u8, "alive"u8)));
}
