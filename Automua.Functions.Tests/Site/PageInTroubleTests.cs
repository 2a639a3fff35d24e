using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Site;

public sealed class PageInTroubleTests
{
    [Fact]
    public async Task While_the_store_is_down_people_are_told_to_come_back()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        await program.ChangeDatabaseAsync("ALTER TABLE provider RENAME TO elsewhere");
        using FormUrlEncodedContent form = new([KeyValuePair.Create("emailaddress", "user@unknown.example")]);
        Reply reply = await program.SendAsync(HttpMethod.Post, "/", form, null, ("Accept-Language", "de"));
        PageRules.AssertPage(reply, 503, "de");
        Assert.Equal("30", reply["Retry-After"]);
        Assert.Contains("gerade nicht nachschlagen", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("user@", reply.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await program.GetAsync("/assets/site.css")).Status);
    }
}
