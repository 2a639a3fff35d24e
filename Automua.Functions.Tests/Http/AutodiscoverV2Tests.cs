using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class AutodiscoverV2Tests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    private const string Path = "/autodiscover/autodiscover.json";
    private const string TenantHost = "autodiscover.example.com";

    [Theory]
    [InlineData("?Email=user@example.com&Protocol=AutodiscoverV1&RedirectCount=1")]
    [InlineData("?Protocol=Autodiscoverv1&Email=user%40example.com")]
    [InlineData("?protocol=autodiscoverv1&email=user@example.com")]
    [InlineData("?PROTOCOL=AUTODISCOVERV1&EMAIL=first+tag@example.com")]
    [InlineData("?Email=user@example.com&Protocol=Autodiscover%561&RedirectCount=nonsense&Unknown=%00")]
    [InlineData("/v1.0/user@example.com?Protocol=AutodiscoverV1")]
    [InlineData("/v1.0/user%40example.com?protocol=autodiscoverv1&RedirectCount=9")]
    [InlineData("/v1.0/first+tag@example.com?PROTOCOL=AutodiscoverV1")]
    [InlineData("/v1.0/a%2Fb@example.com?Protocol=AutodiscoverV1")]
    [InlineData("/v1.0/user@example.com?Protocol=AutodiscoverV1&Email=user@unknown.example")]
    public async Task AD_10_AutodiscoverV1_gives_the_URL_on_the_host_asked(string target)
    {
        foreach (string host in (string[])[TenantHost, "example.com", "mail.provider.example"])
        {
            Reply reply = await seeded.Program.GetAsync(Path + target, host);
            Assert.Equal(200, reply.Status);
            Assert.Equal("application/json", reply["Content-Type"]);
            Assert.Equal("no-store", reply["Cache-Control"]);
            Assert.Equal(Answer(host), reply.Text);
        }
    }

    [Theory]
    [InlineData("AutoDiscover.Example.COM", "autodiscover.example.com")]
    [InlineData("autodiscover.example.com.", "autodiscover.example.com")]
    [InlineData("autodiscover.example.com:443", "autodiscover.example.com")]
    [InlineData("autodiscover.example.com:80", "autodiscover.example.com")]
    [InlineData("autodiscover.example.com:8443", "autodiscover.example.com:8443")]
    [InlineData("autodiscover.example.com:0", "autodiscover.example.com")]
    [InlineData("xn--bcher-kva.example", "xn--bcher-kva.example")]
    [InlineData("192.0.2.1:8443", "192.0.2.1:8443")]
    [InlineData("[2001:db8::1]", "[2001:db8::1]")]
    [InlineData("[2001:DB8:0::1]:8443", "[2001:db8::1]:8443")]
    // No URL can name these: the host at which clients of the domain look first does instead.
    [InlineData("exa_mple", "autodiscover.example.com")]
    [InlineData("xn--zz", "autodiscover.example.com")]
    public async Task AD_10_the_URL_is_fit_for_a_client(string host, string authority)
    {
        Reply reply = await seeded.Program.GetAsync($"{Path}?Email=user@example.com&Protocol=AutodiscoverV1", host);
        Assert.Equal(200, reply.Status);
        Assert.Equal(Answer(authority), reply.Text);
    }

    [Theory]
    [InlineData("HTTP/1.0\r\n\r\n")]
    [InlineData("HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")]
    public async Task AD_10_a_client_that_names_no_host_is_told_the_domains(string rest)
    {
        Reply? reply = await RawConnection.ExchangeAsync(
            seeded.Program, $"GET {Path}/v1.0/user@my-tenant.example?Protocol=AutodiscoverV1 {rest}");
        Assert.Equal(Answer("autodiscover.my-tenant.example"), reply?.Text);
    }

    [Fact]
    public async Task AD_10_the_host_of_a_tenant_decides_alone()
    {
        foreach (string target in (string[])["?Protocol=AutodiscoverV1", "/v1.0/user@unknown.example?Protocol=AutodiscoverV1"])
            Assert.Equal(Answer(TenantHost), (await seeded.Program.GetAsync(Path + target, TenantHost)).Text);
    }

    [Fact]
    public async Task AD_10_the_URL_leads_to_settings()
    {
        Reply reply = await seeded.Program.GetAsync($"{Path}/v1.0/user@example.com?Protocol=AutodiscoverV1", TenantHost);
        Uri url = new(reply.Json.GetProperty("Url").GetString()!);
        Assert.Equal("https", url.Scheme);
        Reply settings = await seeded.Program.SendAsync(
            HttpMethod.Post, url.AbsolutePath, AutodiscoverBody.Content("user@example.com"), url.Authority);
        Assert.Contains("imap1.example.com", AutodiscoverBody.Named(settings.Xml, "Server"));
    }

    [Fact]
    public async Task AD_10_HEAD_has_the_headers_of_GET()
    {
        const string Target = $"{Path}?Email=user@example.com&Protocol=AutodiscoverV1";
        Reply got = await seeded.Program.GetAsync(Target, TenantHost);
        Reply head = await seeded.Program.SendAsync(HttpMethod.Head, Target, null, TenantHost);
        Assert.Equal(200, head.Status);
        Assert.Empty(head.Body);
        Assert.Equal(got.Body.Length.ToString(), head["Content-Length"]);
        Assert.Equal(got["Content-Type"], head["Content-Type"]);
    }

    [Theory]
    [InlineData("Protocol=ActiveSync", "InvalidProtocol")]
    [InlineData("protocol=ews", "InvalidProtocol")]
    [InlineData("Protocol=AutodiscoverV1zq7", "InvalidProtocol")]
    [InlineData("Protocol=zq7%22%3C%00%F0%9F%98%80", "InvalidProtocol")]
    [InlineData("Protocol=zq7mark@example.com", "InvalidProtocol")]
    [InlineData("Protocol=", "MandatoryParameterMissing")]
    [InlineData("Protocol=%20", "MandatoryParameterMissing")]
    [InlineData("", "MandatoryParameterMissing")]
    public async Task AD_10_any_other_protocol_is_400(string query, string code)
    {
        foreach (string host in (string[])[TenantHost, "mail.provider.example"])
        {
            AssertError(400, code, await seeded.Program.GetAsync($"{Path}?Email=zq7mark@example.com&{query}", host));
            AssertError(400, code, await seeded.Program.GetAsync($"{Path}/v1.0/zq7mark@example.com?{query}", host));
        }
    }

    [Theory]
    [InlineData("zq7mark")]
    [InlineData("zq7mark@")]
    [InlineData("@zq7.example")]
    [InlineData("zq7mark@-")]
    [InlineData("zq7..mark@example.com")]
    [InlineData("zq7mark@example.com%00")]
    [InlineData("zq7%22%3Cmark@example.com")]
    public async Task AD_10_a_malformed_address_is_400(string address)
    {
        foreach (string host in (string[])[TenantHost, "mail.provider.example"])
        {
            AssertError(400, "InvalidUserId", await seeded.Program.GetAsync($"{Path}?Protocol=AutodiscoverV1&Email={address}", host));
            if (!address.Contains("%00", StringComparison.Ordinal))
                AssertError(400, "InvalidUserId", await seeded.Program.GetAsync($"{Path}/v1.0/{address}?Protocol=AutodiscoverV1", host));
        }
    }

    [Theory]
    [InlineData("mail.provider.example")]
    [InlineData("autodiscover.unknown.example")]
    [InlineData("192.0.2.1")]
    public async Task AD_10_without_an_address_the_host_must_be_a_known_one(string host) =>
        AssertError(400, "MandatoryParameterMissing", await seeded.Program.GetAsync($"{Path}?Protocol=AutodiscoverV1", host));

    [Fact]
    public async Task AD_10_an_unknown_domain_is_404()
    {
        foreach (string host in (string[])["mail.provider.example", "autodiscover.unknown.example", "192.0.2.1"])
        {
            AssertError(404, "UserNotFound", await seeded.Program.GetAsync($"{Path}?Email=zq7mark@unknown.example&Protocol=AutodiscoverV1", host));
            AssertError(404, "UserNotFound", await seeded.Program.GetAsync($"{Path}/v1.0/zq7mark@unknown.example?Protocol=AutodiscoverV1", host));
        }
    }

    private static string Answer(string authority) =>
        $$"""{"Protocol":"AutodiscoverV1","Url":"https://{{authority}}/autodiscover/autodiscover.xml"}""";

    private static void AssertError(int status, string code, Reply reply)
    {
        Assert.Equal(status, reply.Status);
        Assert.Equal("application/json", reply["Content-Type"]);
        Assert.Equal("no-store", reply["Cache-Control"]);
        Assert.Equal(["ErrorCode", "ErrorMessage"], reply.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal(code, reply.Json.GetProperty("ErrorCode").GetString());
        Assert.NotEmpty(reply.Json.GetProperty("ErrorMessage").GetString()!);
        Assert.DoesNotContain("zq7", reply.Text, StringComparison.OrdinalIgnoreCase);
    }
}
