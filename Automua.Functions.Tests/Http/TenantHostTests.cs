using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class TenantHostTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    [Theory]
    [InlineData("autoconfig.my-tenant.example")]
    [InlineData("autodiscover.my-tenant.example")]
    [InlineData("ua-auto-config.my-tenant.example")]
    [InlineData("my-tenant.example")]
    [InlineData("autoconfig.my-tenant.example:443")]
    [InlineData("my-tenant.example:8080")]
    [InlineData("AUTOCONFIG.My-Tenant.EXAMPLE")]
    [InlineData("UA-Auto-Config.my-tenant.example:80")]
    [InlineData("autoconfig.my-tenant.example.")]
    [InlineData("my-tenant.example.:443")]
    public async Task AC_14_the_host_of_a_tenant_decides_alone(string host)
    {
        byte[] expected = (await seeded.Program.GetAsync($"/v1.1/{SeededProgram.Tenant}")).Body;
        string[] queries =
        [
            "", "?", "?emailaddress=user@my-tenant.example", "?emailaddress=user@example.com", "?emailaddress=user@unknown.example",
            "?emailaddress=nonsense", "?emailaddress=", "?emailaddress=%00", "?emailaddress=a@b@c", "?emailaddress=%ZZ@-", "?%",
        ];
        foreach (string path in (string[])[.. AutoconfigRoutes.WithQuery, "/v1.1/example.com", "/v1.1/exa_mple"])
        {
            foreach (string query in queries)
            {
                Reply reply = await seeded.Program.GetAsync(path + query, host);
                Assert.True(reply.Status == 200, $"{path}{query}: {reply.Status}");
                Assert.Equal(expected, reply.Body);
                Assert.Equal("public, max-age=300", reply["Cache-Control"]);
            }
        }
    }

    [Theory]
    [InlineData("imap.my-tenant.example")]
    [InlineData("autoconfig.autoconfig.my-tenant.example")]
    [InlineData("autoconfigmy-tenant.example")]
    [InlineData("autoconfig.")]
    [InlineData("unknown.example")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]:80")]
    public async Task AC_14_any_other_host_leaves_the_decision_to_the_address(string host)
    {
        Reply byAddress = await seeded.Program.GetAsync("/mail/config-v1.1.xml?emailaddress=user@example.com", host);
        Assert.Equal(200, byAddress.Status);
        Assert.Equal("example.com", byAddress.Xml.Element("emailProvider")?.Attribute("id")?.Value);
        Assert.Equal("no-store", byAddress["Cache-Control"]);
        (await seeded.Program.GetAsync("/mail/config-v1.1.xml", host)).AssertProblem(404);
    }

    [Theory]
    [InlineData("autoconfig.own.example")]
    [InlineData("autoconfig.autoconfig.own.example")]
    [InlineData("autodiscover.autoconfig.own.example")]
    public async Task AC_14_a_domain_may_itself_bear_a_name_with_the_prefix(string host)
    {
        Reply reply = await seeded.Program.GetAsync("/mail/config-v1.1.xml", host);
        Assert.Equal(200, reply.Status);
        Assert.Equal(SeededProgram.PrefixedDomain, reply.Xml.Element("emailProvider")?.Attribute("id")?.Value);
    }

    [Fact]
    public async Task AC_14_holds_for_autodiscover_and_profiles_alike()
    {
        const string Host = "autodiscover.my-tenant.example";
        Reply posted = await seeded.Program.SendAsync(
            HttpMethod.Post, "/autodiscover/autodiscover.xml", AutodiscoverBody.Content("user@example.com"), Host);
        Assert.Contains("imap.my-tenant.example", AutodiscoverBody.Named(posted.Xml, "Server"));
        Reply profile = await seeded.Program.GetAsync("/mobileconfig?emailaddress=user@example.com", Host);
        Assert.Equal("attachment; filename=\"my-tenant.example.mobileconfig\"", profile["Content-Disposition"]);
        Assert.Contains("imap.my-tenant.example", profile.Text, StringComparison.Ordinal);
    }
}
