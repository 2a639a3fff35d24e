using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>What the handler is sent for a client's request.</summary>
internal interface IHandOver
{
    /// <summary>How often the host hands a request without a body to its HTTP client, which delivers it up to four times, until an answer comes.</summary>
    int Rounds { get; }

    /// <summary>Whether the host fails over a request that it cannot rewrite: then the handler is not asked.</summary>
    bool Refuses(HttpRequest request);

    /// <summary>The request for the handler, without a body.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="port">The handler's port.</param>
    HttpRequestMessage Rewrite(HttpRequest request, int port);
}
