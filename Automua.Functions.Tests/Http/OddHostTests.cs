using Automua.Functions.Tests.Hosting.Emulation;

namespace Automua.Functions.Tests.Http;

/// <summary>Hosts that are no names, or nobody's: the address decides then, and nothing fails.</summary>
[UnderTheHost]
public sealed class OddHostTests(SeededProgram seeded) : IClassFixture<SeededProgram>
{
    [Theory]
    [InlineData("xn--zz")]
    [InlineData("xn--0")]
    [InlineData("autoconfig.xn--99999999")]
    [InlineData("autoconfig.")]
    [InlineData("192.0.2.1")]
    [InlineData("[2001:db8::1]:443")]
    [InlineData("exa_mple")]
    public async Task The_address_decides_where_the_host_is_nobodys(string host)
    {
        Reply reply = await seeded.Program.GetAsync($"/mail/config-v1.1.xml?emailaddress=user@{SeededProgram.Tenant}", host);
        Assert.Equal(200, reply.Status);
        Assert.Equal(404, (await seeded.Program.GetAsync("/mail/config-v1.1.xml", host)).Status);
    }
}
