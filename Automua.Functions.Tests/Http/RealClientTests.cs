using System.Xml.Linq;
using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

/// <summary>Requests as mail apps were seen to send them, and what each of them needs to find in the answer.</summary>
[UnderTheHost]
public sealed class RealClientTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private const string Tenant = SeededProgram.Tenant;

    [Theory]
    [InlineData($"autoconfig.{Tenant}", $"/mail/config-v1.1.xml?emailaddress=user%40{Tenant}")]
    [InlineData(Tenant, "/.well-known/autoconfig/mail/config-v1.1.xml")]
    [InlineData($"autodiscover.{Tenant}", "/autodiscover/autodiscover.xml")]
    public async Task Thunderbird_reads_only_what_says_in_lower_case_that_it_is_XML(string host, string target)
    {
        Reply reply = await seeded.Program.GetAsync(target, host);
        Assert.Equal(200, reply.Status);
        Assert.StartsWith("text/xml", reply["Content-Type"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evolution_asks_for_a_mailbox_that_nobody_has_and_puts_the_users_in_itself()
    {
        Reply reply = await seeded.Program.GetAsync(
            $"/mail/config-v1.1.xml?emailaddress=EVOLUTIONUSER%40{Tenant}&emailmd5=b58996c504c5638798eb6b511e6f49af", $"autoconfig.{Tenant}");
        Assert.Equal(200, reply.Status);
        Assert.DoesNotContain("EVOLUTIONUSER", reply.Text, StringComparison.OrdinalIgnoreCase);
        Assert.All(reply.Xml.Descendants("username"), login => Assert.Equal("%EMAILADDRESS%", login.Value));
    }

    [Fact]
    public async Task Evolution_and_Horde_find_no_placeholder_for_the_domain()
    {
        foreach (string domain in (string[])["example.com", "example.net", "example.org", Tenant])
        {
            Reply reply = await seeded.Program.GetAsync($"/v1.1/{domain}");
            Assert.Equal(200, reply.Status);
            Assert.DoesNotContain("%EMAILDOMAIN%", reply.Text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData($"autoconfig.{Tenant}", "/mail/config-v1.1.xml")]
    [InlineData($"autoconfig.{Tenant}", "/mail/config-v1.1.xml?")]
    [InlineData(Tenant, "/.well-known/autoconfig/mail/config-v1.1.xml")]
    [InlineData($"autoconfig.{Tenant}", "/.well-known/mail-v1.xml")]
    public async Task KMail_Geary_and_Horde_ask_without_a_query(string host, string target)
    {
        Reply reply = await seeded.Program.GetAsync(target, host);
        Assert.Equal(200, reply.Status);
        Assert.Equal(Tenant, reply.Xml.Element("emailProvider")?.Attribute("id")?.Value);
        Assert.Equal("imap", reply.Xml.Descendants("incomingServer").First().Attribute("type")?.Value);
    }

    [Fact]
    public async Task Delta_Chat_escapes_hyphens_and_dots()
    {
        Reply plain = await seeded.Program.GetAsync($"/v1.1/{Tenant}");
        Reply reply = await seeded.Program.GetAsync("/mail/config-v1.1.xml?emailaddress=first%2Elast%40my%2Dtenant%2Eexample");
        Assert.Equal(200, reply.Status);
        Assert.Equal(plain.Body, reply.Body);
    }

    [Fact]
    public async Task Delta_Chat_asks_Autodiscover_by_GET_without_an_address_and_finds_servers_with_TLS()
    {
        Reply reply = await seeded.Program.GetAsync("/autodiscover/autodiscover.xml", $"autodiscover.{Tenant}");
        Assert.Equal(200, reply.Status);
        XElement[] protocols = [.. reply.Xml.Descendants().Where(element => element.Name.LocalName == "Protocol")];
        Assert.Equal(["IMAP", "POP3", "SMTP", "SMTP"], protocols.Select(protocol => Value(protocol, "Type")));
        Assert.All(protocols, protocol => Assert.Equal("on", Value(protocol, "SSL")));
        Assert.All(protocols, protocol => Assert.InRange(int.Parse(Value(protocol, "Port")), 1, 65535));
    }

    [Theory]
    [InlineData("/autodiscover/autodiscover.xml")]
    [InlineData("/autodiscover/autodiscover.xml?emailaddress=user@unknown.example")]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user@unknown.example")]
    public async Task Delta_Chat_which_ignores_the_status_finds_no_document_that_ends_its_search(string target)
    {
        Reply reply = await seeded.Program.GetAsync(target, "autodiscover.unknown.example");
        Assert.Equal(404, reply.Status);
        Assert.DoesNotContain('<', reply.Text);
    }

    [Theory]
    [InlineData("/autodiscover/autodiscover.xml?Email=first+tag@example.com")]
    [InlineData("/mobileconfig?emailaddress=first+tag@example.com")]
    public async Task A_plus_in_a_query_is_a_plus_whatever_forms_make_of_it(string target)
    {
        Reply reply = await seeded.Program.GetAsync(target);
        Assert.Equal(200, reply.Status);
        Assert.Contains("first+tag@example.com", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("first tag", reply.Text, StringComparison.Ordinal);
    }

    private static string Value(XElement protocol, string name) => Assert.Single(AutodiscoverBody.Named(protocol, name));
}
