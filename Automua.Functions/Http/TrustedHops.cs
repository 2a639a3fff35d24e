using System.Net;
using Automua.Functions.Configuration;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Automua.Functions.Http;

/// <summary>
/// Whose word on the client, the host and the scheme is believed: that of the Azure Front Door that shows its id; else that of
/// exactly <c>proxy_count</c> proxies, each of which adds its value at the right end of the forwarded headers.
/// </summary>
/// <remarks>
/// Before a custom handler stands the Azure Functions host. Either it passes headers on as they came; or it puts its own
/// address into <c>Host</c> and one value of its own into each forwarded header: then that value is what it saw. What a Front
/// Door told there of the host is lost, so that one has to tell it in another header.
/// </remarks>
/// <param name="proxyCount">How many proxies stand before the program.</param>
/// <param name="isCustomHandler">Whether the Azure Functions host stands before it.</param>
/// <param name="frontDoor">The Front Door through which alone the service is reached; null for none.</param>
internal sealed class TrustedHops(int proxyCount, bool isCustomHandler, FrontDoor? frontDoor)
{
    /// <summary>The header that tells the host the client asked, where a proxy is believed.</summary>
    public const string ForwardedHost = "X-Forwarded-Host";

    private const string FrontDoorId = "X-Azure-FDID";

    // Who opened the connection. X-Azure-ClientIP is what the client itself says in X-Forwarded-For.
    private const string FrontDoorClient = "X-Azure-SocketIP";

    /// <summary>The host the client asked, with its port, as it wrote it; empty when it named none.</summary>
    public string HostOf(HttpContext context) =>
        ToldByFrontDoor(context, frontDoor?.HostHeader) ?? Believed(context, ForwardedHost)
        // The Functions host's own address is what it puts there for a client that named no host.
        ?? (IsFunctionsHosts(context) ? "" : context.Request.Headers.Host.ToString());

    /// <summary>Whether a request comes by a way that it must not: past the Front Door.</summary>
    public bool IsPastFrontDoor(HttpContext context) => frontDoor is not null && !IsThroughFrontDoor(context);

    /// <summary>
    /// Whether a proxy's word on the host is believed, so that caches behind it must tell hosts apart by its header. A Front Door
    /// is the last that caches.
    /// </summary>
    public bool BelievesForwardedHost(HttpContext context) =>
        !IsThroughFrontDoor(context) && Believed(context, ForwardedHost) is not null;

    /// <summary>The scheme the client used, <c>http</c> or <c>https</c>; null when a proxy stands before and tells neither.</summary>
    public string? SchemeOf(HttpContext context) =>
        Hops(context) == 0 && !isCustomHandler && !IsThroughFrontDoor(context)
            ? context.Request.Scheme
            : ForwardedSchemeOf(context);

    /// <summary>The scheme that a proxy saw, <c>http</c> or <c>https</c>; null when none stands before, or it tells neither.</summary>
    public string? ForwardedSchemeOf(HttpContext context) =>
        (ToldByFrontDoor(context, "X-Forwarded-Proto") ?? Believed(context, "X-Forwarded-Proto"))?.ToLowerInvariant() switch
        {
            "http" => "http",
            "https" => "https",
            _ => null,
        };

    /// <summary>The client's network address; null when it is not known.</summary>
    public IPAddress? ClientOf(HttpContext context) =>
        (ToldByFrontDoor(context, FrontDoorClient) ?? Believed(context, "X-Forwarded-For")) is { } text && TryParseAddress(text, out IPAddress? address)
            ? address
            : context.Connection.RemoteIpAddress;

    private bool IsThroughFrontDoor(HttpContext context) =>
        frontDoor is not null && Guid.TryParseExact(Single(context, FrontDoorId), "D", out Guid id) && id == frontDoor.Id;

    // It writes these anew, with one value: several are of somebody else.
    private string? ToldByFrontDoor(HttpContext context, string? header) =>
        header is not null && IsThroughFrontDoor(context) && Single(context, header) is { Length: > 0 } value && !value.Contains(',')
            ? value
            : null;

    private static string? Single(HttpContext context, string header) =>
        context.Request.Headers[header] is { Count: 1 } values ? values[0]?.Trim() : null;

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

    private int Hops(HttpContext context) => IsFunctionsHosts(context) ? 1 : proxyCount;

    private bool IsFunctionsHosts(HttpContext context) => isCustomHandler && IsOwnAddress(context);

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
