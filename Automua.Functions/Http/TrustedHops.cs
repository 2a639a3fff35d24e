using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Automua.Functions.Http;

/// <summary>
/// Whose word on the client, the host and the scheme is believed: that of exactly <c>proxy_count</c> proxies, each of which
/// adds its value at the right end of the forwarded headers.
/// </summary>
/// <remarks>
/// Before a custom handler stands the Azure Functions host. Either it passes headers on as they came; or it puts its own
/// address into <c>Host</c> and one value of its own into each forwarded header: then that value is what it saw.
/// </remarks>
internal sealed class TrustedHops(int proxyCount, bool isCustomHandler)
{
    /// <summary>The header that tells the host the client asked, where a proxy is believed.</summary>
    public const string ForwardedHost = "X-Forwarded-Host";

    /// <summary>The host the client asked, with its port, as it wrote it.</summary>
    public string HostOf(HttpContext context) =>
        Believed(context, ForwardedHost) ?? context.Request.Headers.Host.ToString();

    /// <summary>Whether a proxy's word on the host is believed.</summary>
    public bool BelievesForwardedHost(HttpContext context) => Believed(context, ForwardedHost) is not null;

    /// <summary>The scheme the client used, <c>http</c> or <c>https</c>; null when a proxy stands before and tells neither.</summary>
    public string? SchemeOf(HttpContext context) =>
        Hops(context) == 0 && !isCustomHandler
            ? context.Request.Scheme
            : ForwardedSchemeOf(context);

    /// <summary>The scheme that a proxy saw, <c>http</c> or <c>https</c>; null when none stands before, or it tells neither.</summary>
    public string? ForwardedSchemeOf(HttpContext context) =>
        Believed(context, "X-Forwarded-Proto")?.ToLowerInvariant() switch
        {
            "http" => "http",
            "https" => "https",
            _ => null,
        };

    /// <summary>The client's network address; null when it is not known.</summary>
    public IPAddress? ClientOf(HttpContext context) =>
        Believed(context, "X-Forwarded-For") is { } text && TryParseAddress(text, out IPAddress? address)
            ? address
            : context.Connection.RemoteIpAddress;

    private string? Believed(HttpContext context, string header)
    {
        int left = Hops(context);
        if (left == 0)
            return null;
        StringValues values = context.Request.Headers[header];
        for (int i = values.Count - 1; i >= 0; i--)
        {
            string[] parts = (values[i] ?? "").Split(',', StringSplitOptions.TrimEntries);
            if (left <= parts.Length)
                return parts[^left] is { Length: > 0 } value ? value : null;
            left -= parts.Length;
        }

        return null;
    }

    private int Hops(HttpContext context) => isCustomHandler && IsOwnAddress(context) ? 1 : proxyCount;

    private static bool IsOwnAddress(HttpContext context)
    {
        // Not Request.Host, which decodes international names, and fails over wrong ones.
        HostString host = new(context.Request.Headers.Host.ToString());
        return host.Port == context.Connection.LocalPort && (host.Host is "127.0.0.1" or "localhost");
    }

    // Azure's front end writes ADDRESS:PORT.
    private static bool TryParseAddress(string text, out IPAddress? address)
    {
        if (IPAddress.TryParse(text, out address))
            return true;
        bool isEndPoint = IPEndPoint.TryParse(text, out IPEndPoint? endPoint);
        address = endPoint?.Address;
        return isEndPoint;
    }
}
