using System.Text;
using Automua.Functions.Configuration;
using Automua.Functions.Functions.Manage;
using Automua.Functions.Http;
using Automua.Functions.Site;
using Automua.Functions.Tests.Administration;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Site;

/// <summary>The administrators' page over HTTP.</summary>
public sealed class ManagePageTests(SampleProgram sample) : IClassFixture<SampleProgram>
{
    private const string Client = "dddddddd-1111-2222-3333-444444444444";

    [Fact]
    public async Task Anybody_may_see_the_page_and_it_holds_no_data()
    {
        Reply reply = await sample.Program.GetAsync("/manage");
        PageRules.AssertPage(reply);
        Assert.DoesNotContain("example.com", reply.Text, StringComparison.Ordinal);
        Assert.Equal(reply.Text, (await sample.Program.GetAsync("/Manage/")).Text);
    }

    [Fact]
    public async Task Its_script_asks_this_service_alone_and_parses_no_text_as_markup()
    {
        string policy = (await sample.Program.GetAsync("/manage"))["Content-Security-Policy"]!;
        Assert.EndsWith("; connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("require-trusted-types-for 'script'; trusted-types 'none'", policy, StringComparison.Ordinal);
        string others = (await sample.Program.GetAsync("/"))["Content-Security-Policy"]!;
        Assert.DoesNotContain("connect-src", others, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_script_it_names_the_API_and_the_commands()
    {
        string page = (await sample.Program.GetAsync("/manage")).Text;
        string told = page[page.IndexOf("<noscript>", StringComparison.Ordinal)..page.IndexOf("</noscript>", StringComparison.Ordinal)];
        foreach (string expected in (string[])["/manage/v1/status", "automua import", "automua export", "automua check"])
            Assert.Contains(expected, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main.js", "text/javascript; charset=utf-8")]
    [InlineData("api.js", "text/javascript; charset=utf-8")]
    [InlineData("../manage.css", "text/css; charset=utf-8")]
    public async Task Its_parts_are_assets(string file, string mediaType)
    {
        Reply reply = await sample.Program.GetAsync(file.StartsWith("../", StringComparison.Ordinal) ? $"/assets/{file[3..]}" : $"/assets/manage/{file}");
        Assert.Equal((200, mediaType), (reply.Status, reply["Content-Type"]));
    }

    [Fact]
    public async Task With_Entra_alone_the_page_signs_nobody_in_there()
    {
        await using TokenIssuer issuer = await TokenIssuer.StartAsync();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(issuer.Settings);
        Reply reply = await program.GetAsync("/manage");
        PageRules.AssertPage(reply);
        Assert.EndsWith("; connect-src 'self'", reply["Content-Security-Policy"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com", "https://login.microsoftonline.com")]
    [InlineData("https://login.example:8443", "https://login.example:8443")]
    [InlineData("https://bücher.example", "https://xn--bcher-kva.example")]
    public async Task With_a_client_id_the_page_names_the_tenant_and_its_script_may_ask_there(string authority, string origin)
    {
        EntraIssuer issuer = new(TokenIssuer.Tenant, TokenIssuer.Audience, authority) { ClientId = Client };
        string page = Encoding.UTF8.GetString(ManagePage.Write(issuer));
        Assert.Contains($"data-client=\"{Client}\"", page, StringComparison.Ordinal);
        Assert.Contains($"data-metadata=\"{issuer.MetadataAddress}\"", page, StringComparison.Ordinal);
        Assert.Contains($"data-scope=\"{TokenIssuer.Audience}/.default\"", page, StringComparison.Ordinal);
        using Answer answer = await new ManageEndpoint(issuer).HandleAsync(null!, CancellationToken.None);
        Assert.Equal($"'self' {origin}", answer.Connections);
    }
}
