using System.Net;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.WebServers;

/// <summary>
/// What a sample for a web server promises, whichever web server it is: apps get what they would get of the program alone, nobody
/// from outside gets at administration, and no log tells whose mail it was about.
/// </summary>
public abstract partial class WebServerContract(WebServerFixture fixture)
{
    private const string Autodiscover = "/autodiscover/autodiscover.xml";

    private AutomuaProgram Program => fixture.Program;

    private WebServer Server => fixture.Server;

    // What the program alone answers to a client that a proxy tells of.
    private Task<Reply> AskAloneAsync(HttpMethod method, Uri url, HttpContent? content = null) => Program.SendAsync(
        method, url.PathAndQuery, content, url.Host, ("X-Forwarded-Proto", url.Scheme), ("X-Forwarded-Host", url.Host), ("X-Forwarded-For", "192.0.2.1"));

    // Nothing of a target is put right on its way.
    private async Task<Reply> AskRawAsync(string target, IPAddress from, string host)
    {
        using RawConnection connection = await RawConnection.OpenAsync(new Uri($"http://127.0.0.1:{Server.PlainPort}"), from);
        await connection.SendAsync($"GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        Reply? reply = await connection.ReadReplyAsync();
        Assert.NotNull(reply);
        return reply;
    }
}
