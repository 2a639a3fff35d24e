using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>
/// <see cref="HandOver.Proxying"/>: the query as it came, the path escaped anew, the host's own address as host, and in the
/// forwarded headers what the host saw and nothing of what the client wrote there.
/// </summary>
internal sealed class ProxyingHandOver(string scheme) : IHandOver
{
    private const string Unescaped = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";

    private static readonly string[] Overwritten = ["Host", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto"];
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    /// <inheritdoc/>
    public int Rounds => 10;

    /// <inheritdoc/>
    public bool Refuses(HttpRequest request) => false;

    /// <inheritdoc/>
    public HttpRequestMessage Rewrite(HttpRequest request, int port)
    {
        string path = request.Path.HasValue ? Escape(request.Path.Value) : "/";
        HttpRequestMessage proxied = new(
            new HttpMethod(request.Method), new Uri($"http://127.0.0.1:{port}{path}{request.QueryString.Value}", AsWritten));
        PassingOn.Attach(request, proxied);
        // A header of a body passes without one.
        if (proxied.Content is null && !string.IsNullOrEmpty(request.ContentType))
            proxied.Content = new ByteArrayContent([]);
        proxied.CopyHeaders(request, name => !Overwritten.Contains(name, StringComparer.OrdinalIgnoreCase));
        proxied.Headers.TryAddWithoutValidation("X-Forwarded-For", request.HttpContext.Connection.RemoteIpAddress!.ToString());
        proxied.Headers.TryAddWithoutValidation("X-Forwarded-Proto", scheme);
        if (request.Headers.Host.ToString() is { Length: > 0 } host)
            proxied.Headers.TryAddWithoutValidation("X-Forwarded-Host", host);
        return proxied;
    }

    // A slash that was escaped is not decoded before; its percent sign is escaped now.
    private static string Escape(string path)
    {
        StringBuilder escaped = new();
        foreach (byte octet in Encoding.UTF8.GetBytes(path))
        {
            if (Unescaped.Contains((char)octet))
                escaped.Append((char)octet);
            else
                escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return escaped.ToString();
    }
}
