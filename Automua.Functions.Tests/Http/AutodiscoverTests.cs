using System.Xml.Linq;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class AutodiscoverTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private static readonly string[] Order =
    [
        "Type", "TTL", "Server", "Port", "LoginName", "DomainRequired", "DomainName", "SPA", "SSL", "Encryption", "AuthRequired",
        "UsePOPAuth", "SMTPLast",
    ];

    private static XNamespace Space => AutodiscoverBody.OutlookResponse;

    [Fact]
    public async Task AD_02_user_then_account_then_protocols()
    {
        XElement root = await SettingsAsync("user@example.com");
        Assert.Equal(XName.Get("Autodiscover", AutodiscoverBody.Response), root.Name);
        XElement response = Assert.Single(root.Elements());
        Assert.Equal(Space + "Response", response.Name);
        Assert.Equal(["User", "Account"], response.Elements().Select(element => element.Name.LocalName));
        XElement account = response.Element(Space + "Account")!;
        Assert.Equal(["AccountType", "Action"], account.Elements().Take(2).Select(element => element.Name.LocalName));
        Assert.Equal("email", account.Element(Space + "AccountType")?.Value);
        Assert.Equal("settings", account.Element(Space + "Action")?.Value);
        Assert.All(account.Elements().Skip(2), element => Assert.Equal(Space + "Protocol", element.Name));
    }

    [Fact]
    public async Task AD_03_TLS_is_said_so_that_Outlook_and_Thunderbird_understand_it()
    {
        XElement sample = await SettingsAsync("user@example.com");
        Assert.Equal(("on", "TLS"), SecurityOf(sample, "IMAP", "143"));
        Assert.Equal(("on", "TLS"), SecurityOf(sample, "SMTP", "587"));
        XElement tenant = await SettingsAsync($"user@{SeededProgram.Tenant}");
        Assert.Equal(("on", "SSL"), SecurityOf(tenant, "IMAP", "993"));
        Assert.Equal(("on", "SSL"), SecurityOf(tenant, "POP3", "995"));
        Assert.Equal(("on", "SSL"), SecurityOf(tenant, "SMTP", "465"));
        Assert.Equal(("on", "TLS"), SecurityOf(tenant, "SMTP", "587"));
        foreach (XElement protocol in sample.Descendants(Space + "Protocol").Concat(tenant.Descendants(Space + "Protocol")))
        {
            Assert.Equal("off", protocol.Element(Space + "SPA")?.Value);
            Assert.Equal("on", protocol.Element(Space + "AuthRequired")?.Value);
        }
    }

    [Theory]
    [InlineData("example.com", "IMAP,SMTP,CalDAV,CardDAV")]
    [InlineData("example.net", "IMAP,SMTP,CardDAV")]
    [InlineData("example.org", "POP3,SMTP")]
    [InlineData(SeededProgram.Tenant, "IMAP,POP3,SMTP,SMTP")]
    public async Task AD_04_elements_of_a_protocol_stand_in_the_order_of_the_schema(string domain, string types)
    {
        XElement root = await SettingsAsync($"user@{domain}");
        XElement[] protocols = [.. root.Descendants(Space + "Protocol")];
        Assert.Equal(types.Split(','), protocols.Select(protocol => protocol.Element(Space + "Type")?.Value));
        foreach (XElement protocol in protocols)
        {
            string[] names = [.. protocol.Elements().Select(element => element.Name.LocalName)];
            Assert.Equal(names.OrderBy(name => Array.IndexOf(Order, name)), names);
            Assert.Equal(names.Distinct(), names);
            Assert.All(names, name => Assert.Contains(name, Order));
            Assert.All(protocol.Elements(), element => Assert.NotEmpty(element.Value));
            Assert.Equal($"user@{domain}", protocol.Element(Space + "LoginName")?.Value);
        }
    }

    [Theory]
    [InlineData("/autodiscover/autodiscover.xml")]
    [InlineData("/Autodiscover/Autodiscover.xml")]
    [InlineData("/AutoDiscover/AutoDiscover.xml")]
    [InlineData("/AUTODISCOVER/AUTODISCOVER.XML")]
    [InlineData("/autodiscover/autodiscover.xml/")]
    [InlineData("/autodiscover.xml")]
    [InlineData("/Autodiscover.xml")]
    [InlineData("/AUTODISCOVER.XML/")]
    [InlineData("/autodiscover/autodiscover.xml?unknown=1")]
    public async Task AD_07_paths_in_any_case(string target)
    {
        using StringContent content = AutodiscoverBody.Content("user@example.com");
        Reply reply = await seeded.Program.SendAsync(HttpMethod.Post, target, content);
        Assert.Equal(200, reply.Status);
        Assert.Contains("imap1.example.com", AutodiscoverBody.Named(reply.Xml, "Server"));
    }

    private static (string? Ssl, string? Encryption) SecurityOf(XElement root, string type, string port)
    {
        XElement protocol = root.Descendants(Space + "Protocol").Single(
            element => element.Element(Space + "Type")?.Value == type && element.Element(Space + "Port")?.Value == port);
        return (protocol.Element(Space + "SSL")?.Value, protocol.Element(Space + "Encryption")?.Value);
    }

    private async Task<XElement> SettingsAsync(string address)
    {
        using StringContent content = AutodiscoverBody.Content(address);
        Reply reply = await seeded.Program.SendAsync(HttpMethod.Post, "/autodiscover/autodiscover.xml", content);
        Assert.Equal(200, reply.Status);
        return reply.Xml;
    }
}
