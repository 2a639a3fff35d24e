using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Http;

namespace Automua.Functions.Tests.Site;

/// <summary>The people's page over HTTP, as a browser without a script asks for it.</summary>
[UnderTheHost]
public sealed class PeoplesPageTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    [Fact]
    public async Task A_known_address_gets_its_settings_by_body_and_by_query_alike()
    {
        Reply posted = await PostAsync("user@example.com");
        PageRules.AssertPage(posted);
        foreach (string expected in (string[])
            ["Set up user@example.com", "/mobileconfig?emailaddress=user%40example.com", "Thunderbird", "Outlook", "<svg", "IMAP", "SMTP"])
            Assert.Contains(expected, posted.Text, StringComparison.Ordinal);
        Reply linked = await seeded.Program.GetAsync("/?emailaddress=user@example.com");
        PageRules.AssertPage(linked);
        Assert.Equal(posted.Text, linked.Text);
    }

    [Fact]
    public async Task The_profile_that_the_page_links_to_is_there() =>
        Assert.Equal(
            "application/x-apple-aspen-config",
            (await seeded.Program.GetAsync("/mobileconfig?emailaddress=user%40example.com"))["Content-Type"]);

    [Fact]
    public async Task A_plus_tag_survives_the_form()
    {
        Reply reply = await PostAsync("user+tag@example.com");
        PageRules.AssertPage(reply);
        Assert.Contains("emailaddress=user%2Btag%40example.com", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user@unknown.example", 404, "Nothing is known here")]
    [InlineData("nonsense", 400, "This is not an e-mail address")]
    [InlineData("\"><script>alert(1)</script>@example.com", 400, "This is not an e-mail address")]
    public async Task Another_address_gets_the_form_again_with_the_reason(string typed, int status, string reason)
    {
        Reply reply = await PostAsync(typed);
        PageRules.AssertPage(reply, status);
        Assert.Contains(reason, reply.Text, StringComparison.Ordinal);
        Assert.Contains("id=\"emailaddress\"", reply.Text, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"problem\"", reply.Text, StringComparison.Ordinal);
        Assert.Contains($"value=\"{System.Net.WebUtility.HtmlEncode(typed)}\"", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de")]
    [InlineData("es,fr;q=0.5,en;q=0.1", "fr")]
    public async Task Every_page_speaks_the_reader_s_language(string? accepted, string language)
    {
        (string, string)[] headers = accepted is null ? [] : [("Accept-Language", accepted)];
        PageRules.AssertPage(await seeded.Program.GetAsync("/", null, headers), 200, language);
        PageRules.AssertPage(await seeded.Program.GetAsync("/?emailaddress=user@example.com", null, headers), 200, language);
        PageRules.AssertPage(await seeded.Program.GetAsync("/?emailaddress=user@unknown.example", null, headers), 404, language);
        PageRules.AssertPage(await seeded.Program.GetAsync("/mobileconfig", null, headers), 200, language);
    }

    [Fact]
    public async Task The_provider_s_name_stands_on_the_page_as_text()
    {
        const string Encoded = "Tenant &amp; Sons &lt;mail&gt;";
        Assert.Contains(Encoded, (await PostAsync($"user@{SeededProgram.Tenant}")).Text, StringComparison.Ordinal);
        Reply host = await seeded.Program.GetAsync("/", SeededProgram.Tenant);
        PageRules.AssertPage(host);
        Assert.Contains($"<h1>Set up your e-mail with {Encoded}</h1>", host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_domain_that_cannot_send_gets_no_profile_but_its_settings()
    {
        Reply reply = await PostAsync($"user@{SeededProgram.WithoutOutgoing}");
        PageRules.AssertPage(reply);
        Assert.Contains($"imap.{SeededProgram.WithoutOutgoing}", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("/mobileconfig", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_an_address_is_the_form_again() => PageRules.AssertPage(await PostAsync(" "));

    [Fact]
    public async Task A_form_over_64_KiB_is_413() => (await PostAsync(new string('a', 70_000))).AssertProblem(413);

    private async Task<Reply> PostAsync(string address)
    {
        using FormUrlEncodedContent form = new([KeyValuePair.Create("emailaddress", address)]);
        return await seeded.Program.SendAsync(HttpMethod.Post, "/", form);
    }
}
