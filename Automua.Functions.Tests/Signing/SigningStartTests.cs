using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Signing;

/// <summary>A certificate that cannot be used keeps the program from starting: exit code 1 and one sentence.</summary>
public sealed class SigningStartTests(CertificateAuthority authority) : IClassFixture<CertificateAuthority>
{
    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        IssuedCertificate issued = await authority.IssueAsync();
        string missing = Path.Combine(authority.Directory, "missing.pem");
        await AssertFailsAsync($"sign_certificate: '{missing}' cannot be read", missing);
        await AssertFailsAsync($"sign_certificate: '{missing}' cannot be read", missing, customHandlerPort: $"{FreePort.Next()}");
        await AssertFailsAsync($"sign_key: '{missing}' cannot be read", issued.ChainFile, missing);
        await AssertFailsAsync($"sign_certificate: '{authority.Directory}' cannot be read", authority.Directory);
    }

    [Fact]
    public async Task A_key_that_is_not_the_certificates_is_told()
    {
        IssuedCertificate issued = await authority.IssueAsync();
        IssuedCertificate other = await authority.IssueAsync();
        IssuedCertificate ofAnotherKind = await authority.IssueAsync("P-256");
        foreach (IssuedCertificate wrong in (IssuedCertificate[])[other, ofAnotherKind])
        {
            await AssertFailsAsync(
                $"sign_certificate: '{issued.ChainFile}' with sign_key '{wrong.KeyFile}' cannot be used: the private key is not that of the first certificate",
                issued.ChainFile,
                wrong.KeyFile);
        }
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_told()
    {
        IssuedCertificate issued = await authority.IssueAsync();
        await AssertFailsAsync("there is no private key; one that is in a file of its own is named by sign_key", issued.ChainFile);
        await AssertFailsAsync("there is no private key", issued.ChainFile, issued.LeafFile);
        await AssertFailsAsync("there is no certificate in it", issued.KeyFile);
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_not_repeated()
    {
        IssuedCertificate issued = await authority.IssueAsync();
        string key = await authority.ConvertKeyAsync(issued, "pkcs8", "-topk8", "-passout", $"pass:{CertificateAuthority.Password}");
        const string Wrong = $"{CertificateAuthority.Password}!";
        await AssertFailsAsync("the private key is encrypted, and there is no sign_password", issued.ChainFile, key);
        await AssertFailsAsync("sign_password is not its password", issued.ChainFile, key, Wrong);
        string file = await authority.PackAsync(issued, CertificateAuthority.Password);
        await AssertFailsAsync("sign_password is not its password", file);
        await AssertFailsAsync("sign_password is not its password", file, null, Wrong);
    }

    [Fact]
    public async Task A_key_in_OpenSSLs_old_encryption_is_told_what_to_do()
    {
        IssuedCertificate issued = await authority.IssueAsync();
        string key = await authority.ConvertKeyAsync(
            issued, "rsa", "-traditional", "-aes128", "-passout", $"pass:{CertificateAuthority.Password}");
        await AssertFailsAsync("'openssl pkcs8 -topk8' writes the new one", issued.ChainFile, key, CertificateAuthority.Password);
    }

    [Fact]
    public async Task A_key_beside_a_PFX_file_is_told()
    {
        IssuedCertificate issued = await authority.IssueAsync();
        string file = await authority.PackAsync(issued, CertificateAuthority.Password);
        await AssertFailsAsync("sign_key must not be set", file, issued.KeyFile, CertificateAuthority.Password);
    }

    [Fact]
    public async Task A_PFX_file_without_a_key_is_told()
    {
        IssuedCertificate issued = await authority.IssueAsync();
        string file = await authority.PackAsync(issued, CertificateAuthority.Password, "-nokeys");
        await AssertFailsAsync("holds no certificate with its private key", file, null, CertificateAuthority.Password);
    }

    [Fact]
    public async Task A_file_that_is_neither_PEM_nor_PFX_is_told()
    {
        string file = Path.Combine(authority.Directory, "letter.txt");
        await File.WriteAllTextAsync(file, "This is no certificate.\n");
        await AssertFailsAsync("it is neither PEM nor PFX", file);
        await AssertFailsAsync("sign_key must not be set", file, file);
    }

    [Fact]
    public async Task A_key_of_another_algorithm_is_told()
    {
        await OpenSsl.RunAsync(
            authority.Directory, "req", "-x509", "-newkey", "ed25519", "-noenc", "-subj", "/CN=ed25519", "-keyout", "ed.key", "-out", "ed.pem");
        await AssertFailsAsync("cannot be used", Path.Combine(authority.Directory, "ed.pem"), Path.Combine(authority.Directory, "ed.key"));
    }

    private static async Task AssertFailsAsync(
        string told, string certificate, string? key = null, string? password = null, string? customHandlerPort = null)
    {
        Dictionary<string, string?> environment = SigningProgram.Settings(certificate, key, password);
        environment["AUTOMUA_LISTEN"] = "127.0.0.1:0";
        environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = customHandlerPort;
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(environment);
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        string line = Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("automua: ", line, StringComparison.Ordinal);
        Assert.Contains(told, line, StringComparison.Ordinal);
        Assert.DoesNotContain(CertificateAuthority.Password, line, StringComparison.Ordinal);
    }
}
