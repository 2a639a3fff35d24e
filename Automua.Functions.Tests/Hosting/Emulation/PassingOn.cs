using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>What both ways of handing over pass on alike.</summary>
internal static class PassingOn
{
    // What is about one connection (RFC 9110 section 7.6.1).
    private static readonly string[] OfTheConnection =
        ["Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "HTTP2-Settings"];

    /// <summary>Whether a request brings a body.</summary>
    public static bool HasBody(this HttpRequest request) =>
        request.HttpContext.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody;

    /// <summary>Whether a header is passed on.</summary>
    public static bool IsPassedOn(string header) => !OfTheConnection.Contains(header, StringComparer.OrdinalIgnoreCase);

    /// <summary>Streams a client's body, if there is one, to the handler.</summary>
    public static void Attach(HttpRequest request, HttpRequestMessage to)
    {
        if (request.HasBody())
            to.Content = new StreamContent(request.Body);
    }

    /// <summary>Copies headers; those of a body only where there is one.</summary>
    public static void CopyHeaders(this HttpRequestMessage to, HttpRequest request, Predicate<string> isWanted)
    {
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in request.Headers)
        {
            if (IsPassedOn(name) && isWanted(name) && !to.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                to.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
    }
}
