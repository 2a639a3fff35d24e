using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Signing;

/// <summary>Every form in which certificates and keys come.</summary>
[UnderTheHost]
public sealed class CertificateFormTests(CertificateAuthority authority) : IClassFixture<CertificateAuthority>
{
    [Theory]
    [InlineData("RSA")]
    [InlineData("P-256")]
    [InlineData("P-384")]
    public async Task AP_06_one_PEM_file_holds_certificate_chain_and_key(string kind)
    {
        IssuedCertificate issued = await authority.IssueAsync(kind);
        await AssertSignsAsync(issued, await authority.JoinAsync(issued.ChainFile, issued.KeyFile));
        await AssertSignsAsync(issued, await authority.JoinAsync(issued.KeyFile, issued.ChainFile));
    }

    [Theory]
    [InlineData("RSA", "rsa -traditional")]
    [InlineData("RSA", "rsa")]
    [InlineData("P-256", "ec")]
    [InlineData("P-256", "pkey")]
    public async Task AP_06_the_key_may_be_in_a_PEM_file_of_its_own(string kind, string form)
    {
        IssuedCertificate issued = await authority.IssueAsync(kind);
        await AssertSignsAsync(issued, issued.ChainFile, await authority.ConvertKeyAsync(issued, form.Split(' ')));
    }

    [Theory]
    [InlineData("RSA")]
    [InlineData("P-256")]
    public async Task AP_06_a_PEM_key_may_be_encrypted(string kind)
    {
        IssuedCertificate issued = await authority.IssueAsync(kind);
        string key = await authority.ConvertKeyAsync(issued, "pkcs8", "-topk8", "-passout", $"pass:{CertificateAuthority.Password}");
        await AssertSignsAsync(issued, issued.ChainFile, key, CertificateAuthority.Password);
        await AssertSignsAsync(issued, await authority.JoinAsync(issued.ChainFile, key), null, CertificateAuthority.Password);
    }

    [Fact]
    public async Task AP_06_a_password_that_a_PEM_key_does_not_need_does_no_harm()
    {
        IssuedCertificate issued = await authority.IssueAsync();
        await AssertSignsAsync(issued, issued.ChainFile, issued.KeyFile, CertificateAuthority.Password);
    }

    [Theory]
    [InlineData("RSA", CertificateAuthority.Password)]
    [InlineData("RSA", CertificateAuthority.Password, "-legacy")]
    [InlineData("P-256", CertificateAuthority.Password)]
    [InlineData("RSA", "")]
    public async Task AP_06_a_PFX_file_holds_them_all(string kind, string password, params string[] options)
    {
        IssuedCertificate issued = await authority.IssueAsync(kind);
        string file = await authority.PackAsync(issued, password, options);
        await AssertSignsAsync(issued, file, null, password);
        if (password.Length == 0)
            await AssertSignsAsync(issued, file);
    }

    [Fact]
    public async Task AP_06_a_web_servers_certificate_signs_as_well()
    {
        IssuedCertificate issued = await authority.IssueAsync(
            usage: "keyUsage=critical,digitalSignature,keyEncipherment\nextendedKeyUsage=serverAuth,clientAuth");
        await using AutomuaProgram program = await SigningProgram.StartAsync(issued.ChainFile, issued.KeyFile);
        Assert.NotEmpty(await authority.VerifyAsync(await program.ProfileAsync(), "-purpose", "any"));
    }

    [Fact]
    public async Task AP_06_a_certificate_that_signed_itself_goes_along()
    {
        string root = await authority.JoinAsync(authority.RootFile, Path.ChangeExtension(authority.RootFile, "key"));
        await using AutomuaProgram program = await SigningProgram.StartAsync(root);
        Assert.Equal(["root"], await authority.SubjectsInAsync(await program.ProfileAsync()));
    }

    private async Task AssertSignsAsync(IssuedCertificate issued, string certificate, string? key = null, string? password = null)
    {
        await using AutomuaProgram program = await SigningProgram.StartAsync(certificate, key, password);
        byte[] signed = await program.ProfileAsync();
        Assert.NotEmpty(await authority.VerifyAsync(signed));
        Assert.Equal([issued.Name, "intermediate"], (await authority.SubjectsInAsync(signed)).OrderDescending());
        Assert.Equal("valid", await program.CertificateStatusAsync());
        Assert.DoesNotContain(CertificateAuthority.Password, program.Log.Output + program.Log.Error, StringComparison.Ordinal);
    }
}
