using System.Text.RegularExpressions;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>A request for Autoconfig without an address: what was answered, and whom the program took for the client.</summary>
/// <param name="Reply">The answer.</param>
/// <param name="Client">The client's address in the log.</param>
/// <param name="Scheme">The client's scheme in the log.</param>
internal sealed partial record SeenRequest(Reply Reply, string Client, string Scheme)
{
    /// <summary>Asks a program that logs at level INFO.</summary>
    /// <param name="program">Whom to ask.</param>
    /// <param name="host">The header <c>Host</c>.</param>
    /// <param name="headers">Further headers, whole lines separated by <c>|</c>.</param>
    public static async Task<SeenRequest> AskAsync(AutomuaProgram program, string host, string headers)
    {
        int before = Line().Count(program.Log.Error);
        Reply? reply = await RawConnection.ExchangeAsync(
            program, $"GET /mail/config-v1.1.xml HTTP/1.1\r\nHost: {host}\r\n{headers.Replace("|", "\r\n", StringComparison.Ordinal)}\r\n\r\n");
        Assert.NotNull(reply);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (Line().Count(program.Log.Error) == before)
            await Task.Delay(5, limit.Token);
        GroupCollection line = Line().Matches(program.Log.Error)[before].Groups;
        return new SeenRequest(reply, line["client"].Value, line["scheme"].Value);
    }

    /// <summary>Holds that the answer is for a domain; null for no answer.</summary>
    public void AssertDomain(string? domain)
    {
        Assert.Equal(domain is null ? 404 : 200, Reply.Status);
        if (domain is not null)
            Assert.Equal(domain, Reply.Xml.Element("emailProvider")?.Attribute("id")?.Value);
    }

    [GeneratedRegex("Autoconfig for (?<client>[^ ]+) by (?<scheme>[^ ]+): ", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Line();
}
