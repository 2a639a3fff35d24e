using Automua.Functions.Http;

namespace Automua.Functions.Functions.ManageOpenApi;

/// <summary>Answers administrators with the description of the manage API (OpenAPI 3.1).</summary>
internal sealed class ManageOpenApiEndpoint : IEndpoint
{
    private readonly byte[] _description = CarriedFile.Read("openapi.json");

    /// <inheritdoc/>
    public ValueTask<Answer> HandleAsync(Asked asked, CancellationToken cancellation) => new(Answer.Entry(MediaTypes.Json, _description));
}
