using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

[UnderTheHost]
public sealed class PathTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    [Theory]
    [InlineData("/mail/config-v1.1.xml/")]
    [InlineData("/Mail/Config-V1.1.XML")]
    [InlineData("/MAIL/CONFIG-V1.1.XML/")]
    [InlineData("/.Well-Known/AutoConfig/Mail/config-v1.1.xml")]
    [InlineData("/.well-known/autoconfig/mail/config-v1.1.xml/")]
    [InlineData("/.well-known/MAIL-v1.xml/")]
    [InlineData("/V1.1/mail/config-v1.1.xml")]
    [InlineData("/V1.1/EXAMPLE.com/")]
    [InlineData("/mail/config%2Dv1.1.xml")]
    [InlineData("/AutoDiscover/AutoDiscover.xml")]
    [InlineData("/Autodiscover/Autodiscover.xml/")]
    [InlineData("/AUTODISCOVER.XML")]
    [InlineData("/autodiscover.xml/")]
    [InlineData("/AutoDiscover/AutoDiscover.json/v1.0/user@example.com?Protocol=AutodiscoverV1")]
    [InlineData("/Autodiscover/Autodiscover.json/V1.0/user@example.com/?protocol=autodiscoverv1")]
    [InlineData("/autodiscover/autodiscover.JSON/?PROTOCOL=AUTODISCOVERV1")]
    [InlineData("/Mobileconfig")]
    [InlineData("/mobileconfig/")]
    [InlineData("/Email.MobileConfig/")]
    [InlineData("/HEALTHZ/")]
    [InlineData("/ReadyZ")]
    public async Task Case_and_one_trailing_slash_do_not_matter(string path)
    {
        Reply reply = await seeded.Program.GetAsync(path, "example.com");
        Assert.Equal(200, reply.Status);
        Reply plain = await seeded.Program.GetAsync(path.TrimEnd('/').ToLowerInvariant(), "example.com");
        Assert.Equal(plain.Body, reply.Body);
        Assert.Equal(plain["Content-Type"], reply["Content-Type"]);
    }

    [Theory]
    [InlineData("//mail/config-v1.1.xml")]
    [InlineData("/mail//config-v1.1.xml")]
    [InlineData("/mail/config-v1.1.xml//")]
    [InlineData("/mail%2Fconfig-v1.1.xml")]
    [InlineData("/mail/config-v1.1.xml%2F")]
    [InlineData("/v1.1/example.com//")]
    [InlineData("/autodiscover/autodiscover.json/v1.0//user@example.com?Protocol=AutodiscoverV1")]
    [InlineData("/autodiscover%2Fautodiscover.json?Protocol=AutodiscoverV1")]
    public async Task Doubled_and_escaped_slashes_are_other_paths(string path) =>
        (await seeded.Program.GetAsync(path, "example.com")).AssertNoFunction(404);
}
