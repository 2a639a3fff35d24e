using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class InternationalDomainTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    [Theory]
    [InlineData("/v1.1/xn--bcher-kva.example", null)]
    [InlineData("/v1.1/XN--BCHER-KVA.example", null)]
    [InlineData("/v1.1/b%C3%BCcher.example", null)]
    [InlineData("/v1.1/B%C3%9CCHER.Example", null)]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user@xn--bcher-kva.example", null)]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user@b%C3%BCcher.example", null)]
    [InlineData("/mail/config-v1.1.xml?emailaddress=user%40B%C3%9CCHER%2EEXAMPLE", null)]
    [InlineData("/mail/config-v1.1.xml", "autoconfig.xn--bcher-kva.example")]
    [InlineData("/mail/config-v1.1.xml", "xn--bcher-kva.example:443")]
    public async Task Both_forms_of_a_domain_are_one_and_A_labels_are_written(string target, string? host)
    {
        Reply reply = await seeded.Program.GetAsync(target, host);
        Assert.Equal(200, reply.Status);
        Assert.Equal(SeededProgram.InternationalAscii, reply.Xml.Element("emailProvider")?.Attribute("id")?.Value);
        Assert.Equal(SeededProgram.InternationalAscii, reply.Xml.Element("emailProvider")?.Element("domain")?.Value);
        Assert.DoesNotContain("bücher", reply.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(SeededProgram.International)]
    [InlineData(SeededProgram.InternationalAscii)]
    public async Task Autodiscover_takes_both_forms_and_writes_A_labels(string domain)
    {
        Reply reply = await seeded.Program.SendAsync(
            HttpMethod.Post, "/autodiscover/autodiscover.xml", AutodiscoverBody.Content($"user@{domain}"));
        Assert.All(AutodiscoverBody.Named(reply.Xml, "LoginName"), login => Assert.Equal("user@xn--bcher-kva.example", login));
        Assert.NotEmpty(AutodiscoverBody.Named(reply.Xml, "Server"));
    }

    [Theory]
    [InlineData("b%C3%BCcher.example")]
    [InlineData("xn--bcher-kva.example")]
    public async Task A_profile_of_either_form_is_the_same_and_its_file_name_is_ASCII(string domain)
    {
        Reply reply = await seeded.Program.GetAsync($"/mobileconfig?emailaddress=user@{domain}");
        Reply other = await seeded.Program.GetAsync("/mobileconfig?emailaddress=user@xn--bcher-kva.example");
        Assert.Equal(200, reply.Status);
        Assert.Equal("attachment; filename=\"xn--bcher-kva.example.mobileconfig\"", reply["Content-Disposition"]);
        Assert.Equal(other.Body, reply.Body);
    }
}
