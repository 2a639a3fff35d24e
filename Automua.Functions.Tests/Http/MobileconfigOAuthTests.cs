using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class MobileconfigOAuthTests
{
    [Fact]
    public async Task AP_07_a_domain_that_offers_OAuth_2_only_is_422_that_says_so()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        await program.ChangeDatabaseAsync("UPDATE server SET authentication = 'OAuth2'");
        foreach (string path in (string[])["/mobileconfig", "/email.mobileconfig"])
        {
            Reply reply = await program.GetAsync($"{path}?emailaddress=user@example.com");
            reply.AssertProblem(422);
            Assert.Contains("OAuth 2", reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.DoesNotContain("user", reply.Text, StringComparison.Ordinal);
            Assert.Null(reply["Content-Disposition"]);
        }

        // The others can say it.
        Reply autoconfig = await program.GetAsync("/v1.1/example.com");
        Assert.Equal(200, autoconfig.Status);
        Assert.Contains("<authentication>OAuth2</authentication>", autoconfig.Text, StringComparison.Ordinal);
        using StringContent content = AutodiscoverBody.Content("user@example.com");
        Reply autodiscover = await program.SendAsync(HttpMethod.Post, "/autodiscover/autodiscover.xml", content);
        Assert.NotEmpty(AutodiscoverBody.Named(autodiscover.Xml, "Server"));
    }

    [Fact]
    public async Task AP_07_one_direction_with_OAuth_2_only_is_422_too()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        await program.ChangeDatabaseAsync("UPDATE server SET authentication = 'OAuth2' WHERE type = 'smtp'");
        Reply reply = await program.GetAsync("/mobileconfig?emailaddress=user@example.com");
        reply.AssertProblem(422);
        Assert.Contains("outgoing", reply.Text, StringComparison.Ordinal);
        Assert.Contains("OAuth 2", reply.Text, StringComparison.Ordinal);
    }
}
