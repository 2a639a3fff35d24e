using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Signing;

[UnderTheHost]
public sealed class CertificateExpiryTests(CertificateAuthority authority) : IClassFixture<CertificateAuthority>
{
    [Fact]
    public async Task A_certificate_is_warned_of_21_days_before_its_end()
    {
        IssuedCertificate issued = await authority.IssueAsync(days: 20);
        await using AutomuaProgram program = await SigningProgram.StartAsync(issued.ChainFile, issued.KeyFile);
        Assert.Equal("expires_soon", await program.CertificateStatusAsync());
        await program.WaitForLogAsync("The signing certificate ends at ");
        Assert.NotEmpty(await authority.VerifyAsync(await program.ProfileAsync()));
    }

    [Fact]
    public async Task Before_that_nothing_is_said()
    {
        IssuedCertificate issued = await authority.IssueAsync(days: 22);
        await using AutomuaProgram program = await SigningProgram.StartAsync(issued.ChainFile, issued.KeyFile);
        Assert.Equal("valid", await program.CertificateStatusAsync());
        Assert.NotEmpty(await authority.VerifyAsync(await program.ProfileAsync()));
        await program.StopAsync();
        Assert.Empty(program.Log.Trouble);
    }

    [Fact]
    public async Task AP_06_an_expired_certificate_signs_nothing()
    {
        IssuedCertificate issued = await authority.IssueAsync(days: -1);
        await using AutomuaProgram program = await SigningProgram.StartAsync(issued.ChainFile, issued.KeyFile);
        await program.AssertRefusedAsync();
        Assert.Equal("expired", await program.CertificateStatusAsync());
        await program.WaitForLogAsync("The signing certificate ended at ");
        await program.WaitForLogAsync("A profile could not be signed and was not served: the certificate has expired");
        Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
    }

    [Fact]
    public async Task The_end_that_is_told_is_the_certificates()
    {
        IssuedCertificate issued = await authority.IssueAsync(days: 100);
        await using AutomuaProgram program = await SigningProgram.StartAsync(issued.ChainFile, issued.KeyFile);
        string told = (await program.GetAsync("/readyz")).Json.GetProperty("sign_certificate").GetProperty("not_after").GetString()!;
        string text = System.Text.Encoding.UTF8.GetString(
            await OpenSsl.RunAsync(authority.Directory, "x509", "-in", issued.LeafFile, "-noout", "-enddate", "-dateopt", "iso_8601"));
        Assert.Equal(text.Trim(), $"notAfter={told.Replace('T', ' ')}");
    }

    [Fact]
    public async Task Without_a_certificate_nothing_is_said_of_one()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        Assert.False((await program.GetAsync("/readyz")).Json.TryGetProperty("sign_certificate", out _));
    }
}
