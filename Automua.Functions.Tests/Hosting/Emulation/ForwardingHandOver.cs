using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>
/// <see cref="HandOver.Forwarding"/>: a URL put together from what the path and the query mean, and the client's headers, of which
/// those of a body need one.
/// </summary>
internal sealed class ForwardingHandOver : IHandOver
{
    /// <inheritdoc/>
    public int Rounds => 1;

    /// <inheritdoc/>
    public bool Refuses(HttpRequest request) =>
        request.Headers.ContainsKey("Transfer-Encoding")
        || (!string.IsNullOrEmpty(request.ContentType) && !MediaTypeHeaderValue.TryParse(request.ContentType, out _));

    /// <inheritdoc/>
    public HttpRequestMessage Rewrite(HttpRequest request, int port)
    {
        // Several values of a name become one with commas; what is decoded here is not always escaped again.
        Dictionary<string, string?> query = request.Query.ToDictionary(
            pair => pair.Key, pair => (string?)pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        string path = request.Path.Value!.Replace(" ", "%20", StringComparison.Ordinal);
        HttpRequestMessage forwarded = new(
            new HttpMethod(request.Method), new Uri(QueryHelpers.AddQueryString($"http://127.0.0.1:{port}{path}", query)));
        PassingOn.Attach(request, forwarded);
        // An empty host is none: the client writes the handler's own there.
        bool hasHost = request.Headers.Host.ToString().Length > 0;
        forwarded.CopyHeaders(request, name =>
            !name.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase) && (hasHost || !name.Equals("Host", StringComparison.OrdinalIgnoreCase)));
        return forwarded;
    }
}
