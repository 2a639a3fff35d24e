using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class DavDiscoveryTests(SampleProgram sample) : IClassFixture<SampleProgram>
{
    [Theory]
    [InlineData("/.well-known/caldav", "example.com", "https://caldav.example.com/")]
    [InlineData("/.well-known/caldav/", "EXAMPLE.com:443", "https://caldav.example.com/")]
    [InlineData("/.Well-Known/CardDAV", "autoconfig.example.net", "https://carddav.example.com/")]
    public async Task A_domain_sends_to_its_server(string path, string host, string location)
    {
        foreach (string method in (string[])["GET", "HEAD", "PROPFIND", "POST"])
        {
            using HttpRequestMessage request = new(new HttpMethod(method), path);
            request.Headers.Host = host;
            using HttpResponseMessage response = await sample.Program.Client.SendAsync(request);
            Reply reply = await Reply.OfAsync(response);
            Assert.Equal((307, location), (reply.Status, reply["Location"]));
            Assert.Equal("no-store", reply["Cache-Control"]);
        }
    }

    [Theory]
    [InlineData("/.well-known/caldav", "example.org")]
    [InlineData("/.well-known/caldav", "example.net")]
    [InlineData("/.well-known/carddav", "unknown.example")]
    [InlineData("/.well-known/carddav", "127.0.0.1")]
    public async Task A_domain_without_such_a_server_is_404(string path, string host) =>
        (await sample.Program.GetAsync(path, host)).AssertProblem(404);

    [Fact]
    public async Task A_path_that_names_the_mailbox_ends_before_it()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        using HttpClient administrator = program.NewAdministrator();
        using StringContent seed = new("""
            {"provider":"Dav","domains":["dav.example"],"servers":[{"type":"imap","name":"a.example"},{"type":"smtp","name":"a.example"},
             {"type":"caldav","url":"https://www.%EMAILDOMAIN%/SOGo/dav/%EMAILADDRESS%/Calendar/personal/","port":8443}]}
            """);
        using HttpResponseMessage imported = await administrator.PostAsync("initdb", seed);
        Assert.Equal(200, (int)imported.StatusCode);
        Assert.Equal("https://www.dav.example:8443/SOGo/dav/", (await program.GetAsync("/.well-known/caldav", "dav.example"))["Location"]);
    }
}
