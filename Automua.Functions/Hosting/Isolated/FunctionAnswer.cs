using Automua.Functions.Http;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Hosting.Isolated;

/// <summary>A function's result: executed, it answers the request.</summary>
/// <remarks>The worker tells the host of it as JSON beside the answer: it shows nothing of itself.</remarks>
internal sealed class FunctionAnswer(RequestPipeline pipeline, FunctionEndpoint function) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => pipeline.HandleAsync(httpContext, function);
}
