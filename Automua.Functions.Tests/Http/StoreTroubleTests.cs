using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class StoreTroubleTests
{
    [Fact]
    public async Task A_store_that_fails_is_503_with_a_time_to_ask_again_and_gives_nothing_away()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        await program.ChangeDatabaseAsync("ALTER TABLE provider RENAME TO elsewhere");
        (HttpMethod Method, string Target)[] requests =
        [
            (HttpMethod.Get, "/mail/config-v1.1.xml?emailaddress=user@example.com"), (HttpMethod.Head, "/v1.1/example.com"),
            (HttpMethod.Get, "/v1.1/example.com"), (HttpMethod.Get, "/autodiscover.xml?emailaddress=user@example.com"),
            (HttpMethod.Post, "/autodiscover/autodiscover.xml"), (HttpMethod.Get, "/mobileconfig?emailaddress=user@example.com"),
            (HttpMethod.Get, "/autodiscover/autodiscover.json?Email=user@example.com&Protocol=AutodiscoverV1"),
            (HttpMethod.Get, "/autodiscover/autodiscover.json/v1.0/user@example.com?Protocol=AutodiscoverV1"),
            (HttpMethod.Get, "/.well-known/user-agent-configuration.json?emailaddress=user@example.com"),
            (HttpMethod.Get, "/settings?emailaddress=user@example.com"), (HttpMethod.Get, "/readyz"), (HttpMethod.Get, "/"),
        ];
        foreach ((HttpMethod method, string target) in requests)
        {
            using StringContent? body = method == HttpMethod.Post ? AutodiscoverBody.Content("user@example.com") : null;
            Reply reply = await program.SendAsync(method, target, body);
            Assert.Equal(503, reply.Status);
            Assert.InRange(int.Parse(reply["Retry-After"]!), 1, 600);
            Assert.Equal("no-store", reply["Cache-Control"]);
            Assert.Equal("nosniff", reply["X-Content-Type-Options"]);
            Assert.DoesNotContain("sqlite", reply.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("provider", reply.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(program.Directory, reply.Text, StringComparison.Ordinal);
        }

        // Alive touches nothing; what is wrong stands in the log.
        Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
        await program.WaitForLogAsync("the store does not answer");

        await program.ChangeDatabaseAsync("ALTER TABLE elsewhere RENAME TO provider");
        Assert.Equal(200, (await program.GetAsync("/readyz")).Status);
        await Eventually.IsAsync(async () => (await program.GetAsync("/v1.1/example.com")).Status == 200);
    }
}
