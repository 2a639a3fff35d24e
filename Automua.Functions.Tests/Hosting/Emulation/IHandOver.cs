using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>What the handler is sent for a client's request.</summary>
internal interface IHandOver
{
    /// <summary>How often the host itself sends a request anew, where no answer comes; its HTTP client does four times each time.</summary>
    int Rounds { get; }

    /// <summary>Whether the host fails over a request that it cannot rewrite: then the handler is not asked.</summary>
    bool FailsOver(HttpRequest request);

    /// <summary>The request for the handler, without a body.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="port">The handler's port.</param>
    HttpRequestMessage Rewrite(HttpRequest request, int port);
}
