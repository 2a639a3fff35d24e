using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

/// <summary>What the program answered.</summary>
/// <param name="Status">The status code.</param>
/// <param name="Headers">The headers by name, whatever its case; several of one name are joined by commas.</param>
/// <param name="Body">The body, octet by octet.</param>
internal sealed record Reply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as an XML document.</summary>
    public XElement Xml => XDocument.Parse(Text).Root!;

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Body);

    /// <summary>A header's value; null when it was not sent.</summary>
    public string? this[string header] => Headers.TryGetValue(header, out string? value) ? value : null;

    /// <summary>Reads everything of an answer.</summary>
    public static async Task<Reply> OfAsync(HttpResponseMessage response)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, IEnumerable<string> values) in response.Headers.Concat(response.Content.Headers))
            headers[name] = string.Join(", ", values);
        return new Reply((int)response.StatusCode, headers, await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Holds the answer against RFC 9457 and against the rule that nobody keeps an error.</summary>
    public void AssertProblem(int status)
    {
        Assert.Equal(status, Status);
        Assert.Equal("application/problem+json", this["Content-Type"]);
        Assert.Equal("no-store", this["Cache-Control"]);
        Assert.Equal("nosniff", this["X-Content-Type-Options"]);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
        Assert.NotEmpty(Json.GetProperty("detail").GetString()!);
    }

    /// <summary>
    /// Holds the answer to what no function answers: alone the program says what is wrong, 404 or 405. The Functions host passes no such
    /// request on, and has one answer for all.
    /// </summary>
    public void AssertNoFunction(int statusAlone)
    {
        if (HostUnderTest.IsThere)
            AssertHosts(404);
        else
            AssertProblem(statusAlone);
    }

    /// <summary>Holds an answer of the Functions host itself: it has nothing but a status.</summary>
    public void AssertHosts(int status)
    {
        Assert.Equal(status, Status);
        Assert.Empty(Body);
        Assert.Null(this["Content-Type"]);
        Assert.Null(this["Cache-Control"]);
    }
}
