using System.Net;
using System.Net.Sockets;
using System.Text;
using Automua.Core.Model;
using Automua.Functions.Administration;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Automua.Functions.Http;

/// <summary>A request as the endpoints see it: what the client said, after the rules of <see cref="TrustedHops"/>.</summary>
internal sealed class Asked(HttpContext context, TrustedHops hops)
{
    /// <summary>The largest body, in octets, of a request that is not an import.</summary>
    public const int LargestBody = 64 * 1024;

    /// <summary>The method in capitals.</summary>
    public string Method => context.Request.Method;

    /// <summary>Whether the client asked for an answer without changing anything (RFC 9110 section 9.2.1).</summary>
    public bool IsSafe => HttpMethods.IsGet(Method) || HttpMethods.IsHead(Method);

    /// <summary>
    /// Whether there is a <c>#</c> in the path, where none belongs (RFC 9112 section 3.2). A proxy for which the path ends there
    /// lets another one pass than the one that is answered.
    /// </summary>
    public bool HasHashInPath
    {
        get
        {
            string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
            return target.AsSpan().IndexOfAny('#', '?') is >= 0 and var end && target[end] == '#';
        }
    }

    /// <summary>The host the client asked, as it wrote it, with its port.</summary>
    public string Authority => hops.HostOf(context);

    /// <summary>The host the client asked as a domain name; null for an IP address.</summary>
    public DomainName? Host =>
        DomainName.TryParse(new HostString(Authority).Host, out DomainName? host, out _) ? host : null;

    /// <summary>
    /// Host and port at which the client reaches this service by https, fit for a URL; null when the host it asked is neither a
    /// name nor an address.
    /// </summary>
    public string? SecureAuthority
    {
        get
        {
            HostString asked = new(Authority);
            string? host = Host?.Value ?? AddressIn(asked.Host);
            // A client that came by https through a port of its own must come back by it, also where the proxy there tells no
            // scheme. Not so the port of plain http: https is elsewhere, and where else than at its own port nobody tells.
            bool isPortOfHttps = asked.Port is > 0 and not (80 or 443) and <= ushort.MaxValue && !IsKnownAsPlain;
            return host is not null && isPortOfHttps ? $"{host}:{asked.Port}" : host;
        }
    }

    /// <summary>
    /// Whether a proxy tells that the client used plain http. Asked directly the program does not count: there may be no https.
    /// </summary>
    public bool IsKnownAsPlain => hops.ForwardedSchemeOf(context) == "http";

    /// <summary>Whether a proxy told the host: then the answer depends on its header.</summary>
    public bool IsHostForwarded => hops.BelievesForwardedHost(context);

    /// <summary>The scheme the client used; null when it is not known.</summary>
    public string? Scheme => hops.SchemeOf(context);

    /// <summary>The client's network address, as far as the trusted proxies tell; null for none.</summary>
    public IPAddress? Client => hops.ClientOf(context);

    /// <summary>Who asks for administration; null until that is known, and for what anybody may ask.</summary>
    public Administrator? Administrator { get; set; }

    /// <summary>A header's value; null when it was not sent.</summary>
    public string? Header(string name) =>
        context.Request.Headers.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values) ? values.ToString() : null;

    /// <summary>A piece of the path that the route names; null when the route has no such piece.</summary>
    public string? RouteValue(string name) => context.Request.RouteValues[name] as string;

    /// <summary>
    /// A parameter of the query whose name matches one of these, ignoring case: decoded once, plus signs as they stand; null
    /// when there is none.
    /// </summary>
    public string? Query(params ReadOnlySpan<string> names) =>
        Find(context.Request.QueryString.Value, names, out QueryStringEnumerable.EncodedNameValuePair pair)
            ? Uri.UnescapeDataString(pair.EncodedValue.Span)
            : null;

    /// <summary>A parameter of the query that a form fills: plus signs are blanks there; null when there is none or it is blank.</summary>
    public string? FormQuery(string name) => FormValue(context.Request.QueryString.Value, name);

    /// <summary>
    /// A parameter of a form in the body (<c>application/x-www-form-urlencoded</c>); null when there is none or it is blank.
    /// </summary>
    /// <exception cref="BadHttpRequestException">The body is larger than <see cref="LargestBody"/>, or broke off.</exception>
    public async ValueTask<string?> FormBodyAsync(string name, CancellationToken cancellation)
    {
        using PooledBuffer body = await ReadBodyAsync(LargestBody, cancellation);
        return FormValue(Encoding.UTF8.GetString(body.Written.Span), name);
    }

    /// <summary>Reads the body.</summary>
    /// <param name="largest">The largest body to take, in octets.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="BadHttpRequestException">The body is larger (413), or broke off.</exception>
    public async ValueTask<PooledBuffer> ReadBodyAsync(long largest, CancellationToken cancellation)
    {
        // Counted here: the server counts the framing of chunks as well.
        if (context.Request.ContentLength > largest)
            throw TooLarge();
        PooledBuffer body = new();
        try
        {
            int read;
            do
            {
                Memory<byte> free = body.GetMemory();
                read = await context.Request.Body.ReadAsync(free, cancellation);
                body.Advance(read);
                if (body.Written.Length > largest)
                    throw TooLarge();
            }
            while (read > 0);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    // Written anew: what is read as an address can be what no URL holds, such as fe80::1%eth0.
    private static string? AddressIn(string host) => IPAddress.TryParse(host, out IPAddress? address) switch
    {
        false => null,
        true when address.AddressFamily == AddressFamily.InterNetwork => address.ToString(),
        true => $"[{new IPAddress(address.GetAddressBytes())}]",
    };

    private static BadHttpRequestException TooLarge() => new("The body is too large.", StatusCodes.Status413PayloadTooLarge);

    private static string? FormValue(string? form, string name)
    {
        string value = Find(form, [name], out QueryStringEnumerable.EncodedNameValuePair pair) ? pair.DecodeValue().ToString().Trim() : "";
        return value.Length > 0 ? value : null;
    }

    private static bool Find(
        string? form, ReadOnlySpan<string> names, out QueryStringEnumerable.EncodedNameValuePair found)
    {
        foreach (QueryStringEnumerable.EncodedNameValuePair pair in new QueryStringEnumerable(form))
        {
            foreach (string name in names)
            {
                if (pair.DecodeName().Span.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    found = pair;
                    return true;
                }
            }
        }

        found = default;
        return false;
    }
}
