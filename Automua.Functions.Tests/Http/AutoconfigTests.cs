using System.Text;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class AutoconfigTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    [Fact]
    public async Task AC_01_UTF_8_without_mark_and_with_declaration()
    {
        Reply reply = await seeded.Program.GetAsync("/mail/config-v1.1.xml?emailaddress=user@example.com");
        Assert.Equal(200, reply.Status);
        Assert.Equal((byte)'<', reply.Body[0]);
        string text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(reply.Body);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("clientConfig", reply.Xml.Name);
        Assert.Equal("1.1", reply.Xml.Attribute("version")?.Value);
    }

    [Fact]
    public async Task AC_02_media_type_is_text_xml_in_lower_case()
    {
        foreach (string target in AutoconfigRoutes.For("example.com"))
            Assert.Equal("text/xml; charset=utf-8", (await seeded.Program.GetAsync(target))["Content-Type"]);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("example.net")]
    [InlineData("example.org")]
    [InlineData(SeededProgram.Tenant, SeededProgram.InternationalAscii, SeededProgram.PrefixedDomain)]
    public async Task AC_04_the_domain_asked_for_comes_first_and_then_those_with_the_same_servers(string domain, params string[] siblings)
    {
        Reply reply = await seeded.Program.GetAsync($"/v1.1/{domain}");
        System.Xml.Linq.XElement provider = Assert.Single(reply.Xml.Elements("emailProvider"));
        Assert.Equal(domain, provider.Attribute("id")?.Value);
        Assert.Equal([domain, .. siblings], provider.Elements("domain").Select(element => element.Value));
    }

    [Theory]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user@unknown.example")]
    [InlineData("/.well-known/autoconfig/mail/config-v1.1.xml?emailaddress=user@unknown.example")]
    [InlineData("/v1.1/mail/config-v1.1.xml?emailaddress=user@unknown.example")]
    [InlineData("/.well-known/mail-v1.xml?emailaddress=user@unknown.example")]
    [InlineData("/v1.1/unknown.example")]
    [InlineData("/v1.1/sub.example.com")]
    [InlineData("/v1.1/com")]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user@sub.example.com")]
    [InlineData("/mail/config-v1.1.xml")]
    public async Task AC_15_unknown_domain_is_404_with_a_short_body(string target)
    {
        Reply reply = await seeded.Program.GetAsync(target);
        reply.AssertProblem(404);
        Assert.InRange(reply.Body.Length, 1, 512);
        Assert.DoesNotContain("unknown.example", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AC_09_domain_without_outgoing_server_is_404_and_the_log_says_why()
    {
        (await seeded.Program.GetAsync($"/v1.1/{SeededProgram.WithoutOutgoing}")).AssertProblem(404);
        (await seeded.Program.GetAsync("/mail/config-v1.1.xml", $"autoconfig.{SeededProgram.WithoutOutgoing}")).AssertProblem(404);
        await seeded.Program.WaitForLogAsync("the configuration is unusable: The domain has no outgoing server");
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("example.net")]
    [InlineData("example.org")]
    [InlineData(SeededProgram.Tenant)]
    public async Task AC_16_every_route_gives_the_same_bytes(string domain)
    {
        byte[] first = (await seeded.Program.GetAsync(AutoconfigRoutes.For(domain).First())).Body;
        Assert.NotEmpty(first);
        foreach (string target in AutoconfigRoutes.For(domain))
        {
            Reply byAddress = await seeded.Program.GetAsync(target);
            Assert.Equal(200, byAddress.Status);
            Assert.Equal(first, byAddress.Body);
            Reply byHost = await seeded.Program.GetAsync(target.Split('?')[0], $"autoconfig.{domain}");
            Assert.Equal(200, byHost.Status);
            Assert.Equal(first, byHost.Body);
        }
    }

    [Theory]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user@example.com", null)]
    [InlineData("/mail/config-v1.1.xml", "autoconfig.example.com")]
    [InlineData("/v1.1/example.net", null)]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user@unknown.example", null)]
    [InlineData("/mail/config-v1.1.xml?emailaddress=nonsense", null)]
    [InlineData("/autodiscover/autodiscover.xml", "autodiscover.example.com")]
    [InlineData("/.well-known/user-agent-configuration.json", "ua-auto-config.example.com")]
    [InlineData("/.well-known/user-agent-configuration.json", null)]
    [InlineData("/mobileconfig?emailaddress=user@example.com", null)]
    [InlineData("/mobileconfig", null)]
    [InlineData("/", null)]
    [InlineData("/healthz", null)]
    [InlineData("/readyz", null)]
    public async Task AC_17_HEAD_has_the_headers_of_GET(string target, string? host)
    {
        Reply get = await seeded.Program.GetAsync(target, host);
        Reply head = await seeded.Program.SendAsync(HttpMethod.Head, target, host: host);
        Assert.Equal(get.Status, head.Status);
        Assert.Empty(head.Body);
        Assert.Equal(get.Body.Length, int.Parse(head["Content-Length"]!));
        Assert.Equal(Lasting(get), Lasting(head));
    }

    [Fact]
    public async Task AC_17_HEAD_of_what_is_not_there_is_404_as_well()
    {
        (await seeded.Program.GetAsync("/nothing-here")).AssertNoFunction(404);
        Reply head = await seeded.Program.SendAsync(HttpMethod.Head, "/nothing-here");
        Assert.Equal(404, head.Status);
        Assert.Empty(head.Body);
    }

    [Fact]
    public async Task AC_20_markup_in_a_name_arrives_as_it_was_stored()
    {
        Reply reply = await seeded.Program.GetAsync($"/v1.1/{SeededProgram.Tenant}");
        Assert.Equal("Tenant & Sons <mail>", reply.Xml.Element("emailProvider")?.Element("displayName")?.Value);
    }

    private static string[] Lasting(Reply reply) =>
        [.. reply.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal)];
}
