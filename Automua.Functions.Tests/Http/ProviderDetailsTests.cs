using System.Xml.Linq;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class ProviderDetailsTests(DetailedProgram detailed) : IClassFixture<DetailedProgram>
{
    private const string Autodiscover = "/autodiscover/autodiscover.xml";
    private const string ActiveSync = "https://eas.hoster.example/Microsoft-Server-ActiveSync?a=1&b=2";

    [Fact]
    public async Task AD_09_devices_are_told_where_ActiveSync_is()
    {
        Reply reply = await AskAsDeviceAsync("user@sync.example");
        Assert.Equal(200, reply.Status);
        Assert.Equal("text/xml; charset=utf-8", reply["Content-Type"]);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Assert.Equal(["user@sync.example"], AutodiscoverBody.Named(reply.Xml, "EMailAddress"));
        Assert.Equal(["MobileSync"], AutodiscoverBody.Named(reply.Xml, "Type"));
        Assert.Equal([ActiveSync], AutodiscoverBody.Named(reply.Xml, "Url"));
        Assert.Equal([ActiveSync], AutodiscoverBody.Named(reply.Xml, "Name"));
        Assert.Equal(XName.Get("Response", AutodiscoverBody.MobileSyncResponse), Assert.Single(reply.Xml.Elements()).Name);
    }

    [Theory]
    [InlineData("here.example")]
    [InlineData("circle.example")]
    public async Task AD_09_without_ActiveSync_it_is_601_in_that_schema(string domain) =>
        AutodiscoverBody.AssertError(await AskAsDeviceAsync($"user@{domain}"), 601, AutodiscoverBody.MobileSyncResponse);

    [Theory]
    [InlineData("First+Tag@moved.example", "First+Tag@sync.example")]
    [InlineData("user@both.example", "user@sync.example")]
    [InlineData("user@alias.example", "user@here.example")]
    public async Task AD_02_a_mailbox_that_is_hosted_elsewhere_is_sent_there(string address, string elsewhere)
    {
        Reply posted = await PostAsync(address);
        Assert.Equal(["redirectAddr"], AutodiscoverBody.Named(posted.Xml, "Action"));
        Assert.Equal([elsewhere], AutodiscoverBody.Named(posted.Xml, "RedirectAddr"));
        Assert.Equal(["email"], AutodiscoverBody.Named(posted.Xml, "AccountType"));
        Assert.Empty(AutodiscoverBody.Named(posted.Xml, "Protocol"));
        Reply got = await detailed.Program.GetAsync($"{Autodiscover}?Email={address}");
        Assert.Equal(posted.Body, got.Body);
        Assert.Equal("no-store", got["Cache-Control"]);
        Reply device = await AskAsDeviceAsync(address);
        Assert.Equal([elsewhere], AutodiscoverBody.Named(device.Xml, "Redirect"));
        Assert.Empty(AutodiscoverBody.Named(device.Xml, "Settings"));
    }

    [Fact]
    public async Task AD_02_nobody_is_sent_to_where_they_are()
    {
        Reply here = await PostAsync("User@here.example");
        Assert.Equal(["settings"], AutodiscoverBody.Named(here.Xml, "Action"));
        Assert.Equal(["imap.hoster.example", "smtp.hoster.example"], AutodiscoverBody.Named(here.Xml, "Server"));
        AutodiscoverBody.AssertError(await PostAsync("user@circle.example"), 602);
    }

    [Fact]
    public async Task AD_06_without_an_address_the_settings_are_told_as_far_as_there_are_any()
    {
        Reply both = await detailed.Program.GetAsync(Autodiscover, "autodiscover.both.example");
        Assert.Equal(["settings"], AutodiscoverBody.Named(both.Xml, "Action"));
        (await detailed.Program.GetAsync(Autodiscover, "autodiscover.moved.example")).AssertProblem(404);
    }

    [Fact]
    public async Task The_other_dialects_answer_from_the_servers()
    {
        Assert.Equal(200, (await detailed.Program.GetAsync("/v1.1/both.example")).Status);
        Assert.Equal(200, (await detailed.Program.GetAsync("/mobileconfig?emailaddress=user@both.example")).Status);
        (await detailed.Program.GetAsync("/v1.1/moved.example")).AssertProblem(404);
        (await detailed.Program.GetAsync("/settings?emailaddress=user@moved.example")).AssertProblem(404);
        (await detailed.Program.GetAsync($"{PaccTests.Path}?emailaddress=user@moved.example")).AssertProblem(404);
        (await detailed.Program.GetAsync("/mobileconfig?emailaddress=user@moved.example")).AssertProblem(422);
    }

    [Fact]
    public async Task AP_04_a_profile_names_the_organization_and_asks_for_consent()
    {
        Reply reply = await detailed.Program.GetAsync("/mobileconfig?emailaddress=user@agreed.example");
        Assert.Equal(200, reply.Status);
        string[] lines = [.. reply.Text.Split('\n').Select(line => line.Trim())];
        Assert.Equal("<string>Agreed &lt;Holding&gt;</string>", lines[Array.IndexOf(lines, "<key>PayloadOrganization</key>") + 1]);
        Assert.Contains("<string>Sets up what was agreed</string>", lines);
        Assert.Equal(
            ["<dict>", "<key>de</key>", "<string>Einverstanden?</string>", "<key>default</key>", "<string>Do you agree?</string>", "</dict>"],
            lines.SkipWhile(line => line != "<key>ConsentText</key>").Skip(1).Take(6));
    }

    [Fact]
    public async Task AC_10_JMAP_comes_behind_the_servers_that_all_clients_know()
    {
        XElement root = (await detailed.Program.GetAsync("/v1.1/modern.example")).Xml;
        XElement provider = root.Element("emailProvider")!;
        Assert.Equal(["modern.example", "modern.example.net"], provider.Elements("domain").Select(domain => domain.Value));
        Assert.Equal(
            ["imap", "jmap", "smtp"],
            provider.Elements().Where(element => element.Name.LocalName.EndsWith("Server", StringComparison.Ordinal)).Select(server => server.Attribute("type")?.Value));
        Assert.Equal("https://jmap.hoster.example/.well-known/jmap", provider.Descendants("url").Single().Value);
        Assert.Equal(("managesieve", "4190"), (root.Element("setupServer")!.Attribute("type")!.Value, root.Element("setupServer")!.Element("port")!.Value));
    }

    [Fact]
    public async Task AC_09_JMAP_alone_is_no_answer_to_Thunderbird()
    {
        (await detailed.Program.GetAsync("/v1.1/jmap.example")).AssertProblem(404);
        AutodiscoverBody.AssertError(await PostAsync("user@jmap.example"), 602);
        (await detailed.Program.GetAsync("/mobileconfig?emailaddress=user@jmap.example")).AssertProblem(422);
        Reply pacc = await detailed.Program.GetAsync(PaccTests.Path, "ua-auto-config.jmap.example");
        Assert.Contains("""{"jmap":{"url":"https://jmap.hoster.example/.well-known/jmap"}}""", pacc.Text, StringComparison.Ordinal);
        Reply settings = await detailed.Program.GetAsync("/settings", "jmap.example");
        Assert.Equal("JMAP", settings.Json.GetProperty("other")[0].GetProperty("protocol").GetString());
    }

    private async Task<Reply> PostAsync(string address)
    {
        using StringContent content = AutodiscoverBody.Content(address);
        return await detailed.Program.SendAsync(HttpMethod.Post, Autodiscover, content);
    }

    private async Task<Reply> AskAsDeviceAsync(string address)
    {
        using StringContent content = AutodiscoverBody.Content(address, AutodiscoverBody.MobileSyncRequest, AutodiscoverBody.MobileSyncResponse);
        return await detailed.Program.SendAsync(HttpMethod.Post, Autodiscover, content);
    }
}
