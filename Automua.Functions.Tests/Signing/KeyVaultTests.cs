using Automua.Functions.Tests.Hosting.Emulation;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Signing;

/// <summary>A certificate whose key stays in an Azure Key Vault.</summary>
[UnderTheHost]
public sealed class KeyVaultTests(CertificateAuthority authority) : IClassFixture<CertificateAuthority>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("RSA", "RS256", false)]
    [InlineData("RSA", "RS256", true)]
    [InlineData("P-256", "ES256", false)]
    public async Task AP_06_the_vault_signs_and_its_chain_is_included(string kind, string algorithm, bool isPem)
    {
        IssuedCertificate issued = await authority.IssueAsync(kind);
        await using KeyVault vault = await KeyVault.OpenAsync(authority, issued, isPem);
        await using AutomuaProgram unsigned = await SigningProgram.StartAsync([]);
        await using AutomuaProgram program = await SigningProgram.StartAsync(vault.Settings);
        byte[] signed = await program.ProfileAsync();
        Assert.Equal(await unsigned.ProfileAsync(), await authority.VerifyAsync(signed));
        Assert.Equal([issued.Name, "intermediate"], (await authority.SubjectsInAsync(signed)).OrderDescending());
        Assert.Equal("valid", await program.CertificateStatusAsync());
        Assert.Equal([algorithm], vault.Algorithms);
        Assert.All(vault.Identities, Assert.Null);
        Assert.Empty(program.Log.Trouble);
    }

    [Fact]
    public async Task The_managed_identity_that_is_configured_asks()
    {
        await using KeyVault vault = await KeyVault.OpenAsync(authority, await authority.IssueAsync());
        Dictionary<string, string?> settings = vault.Settings;
        settings["AZURE_CLIENT_ID"] = "11111111-2222-3333-4444-555555555555";
        await using AutomuaProgram program = await SigningProgram.StartAsync(settings);
        await authority.VerifyAsync(await program.ProfileAsync());
        Assert.Contains("11111111-2222-3333-4444-555555555555", vault.Identities);
    }

    [Fact]
    public async Task Without_permission_for_the_secret_the_certificate_goes_alone()
    {
        IssuedCertificate issued = await authority.IssueAsync();
        await using KeyVault vault = await KeyVault.OpenAsync(authority, issued);
        vault.SecretStatus = 403;
        await using AutomuaProgram program = await SigningProgram.StartAsync(vault.Settings);
        byte[] signed = await program.ProfileAsync();
        Assert.Equal([issued.Name], await authority.SubjectsInAsync(signed));
        await authority.VerifyAsync(signed, "-CAfile", await authority.JoinAsync(authority.RootFile, authority.IntermediateFile));
        await program.WaitForLogAsync("profiles hold the certificate alone: the Key Vault answers with status 403");
    }

    [Fact]
    public async Task AP_06_a_vault_that_does_not_sign_is_503_and_never_an_unsigned_profile()
    {
        await using KeyVault vault = await KeyVault.OpenAsync(authority, await authority.IssueAsync());
        vault.SignStatus = 403;
        await using AutomuaProgram program = await SigningProgram.StartAsync(vault.Settings);
        await program.AssertRefusedAsync();
        await program.WaitForLogAsync("A profile could not be signed and was not served: the Key Vault answers with status 403");
        vault.SignStatus = 200;
        await authority.VerifyAsync(await program.ProfileAsync());
    }

    [Fact]
    public async Task AP_06_a_vault_that_is_away_at_start_is_asked_again_until_it_answers()
    {
        await using KeyVault vault = await KeyVault.OpenAsync(authority, await authority.IssueAsync());
        vault.CertificateStatus = 403;
        await using AutomuaProgram program = await SigningProgram.StartAsync(vault.Settings);
        await program.AssertRefusedAsync();
        Assert.Equal("unavailable", await program.CertificateStatusAsync());
        await program.WaitForLogAsync("There is no signing certificate, so no profile is served: the Key Vault answers with status 403");
        Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);

        vault.CertificateStatus = 200;
        using CancellationTokenSource timeout = new(Patience);
        Reply reply;
        while ((reply = await program.GetAsync(SigningProgram.Target)).Status != 200)
            await Task.Delay(100, timeout.Token);
        await authority.VerifyAsync(reply.Body);
        Assert.Equal("valid", await program.CertificateStatusAsync());
    }

    [Fact]
    public async Task AP_06_a_key_with_which_the_vault_does_not_sign_SHA_256_is_told()
    {
        await using KeyVault vault = await KeyVault.OpenAsync(authority, await authority.IssueAsync("P-384"));
        await using AutomuaProgram program = await SigningProgram.StartAsync(vault.Settings);
        await program.AssertRefusedAsync();
        await program.WaitForLogAsync("the certificate's key is neither RSA nor ECDSA on P-256");
    }

    [Fact]
    public async Task AP_06_without_a_managed_identity_nothing_is_served()
    {
        await using KeyVault vault = await KeyVault.OpenAsync(authority, await authority.IssueAsync());
        Dictionary<string, string?> settings = vault.Settings;
        settings["IDENTITY_ENDPOINT"] = $"http://127.0.0.1:{Hosting.FreePort.Next()}/token";
        await using AutomuaProgram program = await SigningProgram.StartAsync(settings);
        await program.AssertRefusedAsync();
        await program.WaitForLogAsync("There is no signing certificate, so no profile is served: the Key Vault");
    }
}
