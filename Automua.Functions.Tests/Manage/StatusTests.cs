using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Signing;

namespace Automua.Functions.Tests.Manage;

/// <summary><c>GET /manage/v1/status</c>.</summary>
public sealed class StatusTests(CertificateAuthority authority) : IClassFixture<CertificateAuthority>
{
    [Fact]
    public async Task Counts_and_look_ups_are_those_that_there_were()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        JsonElement status = await StatusAsync(program);
        (_, string version, _) = await AutomuaProgram.RunAsync(null, null, "--version");
        Assert.Equal(version.Trim(), status.GetProperty("version").GetString());
        Assert.Equal("""{"kind":"SQLite","available":true}""", Text(status, "store"));
        Assert.Equal("""{"providers":0,"domains":0}""", Text(status, "counts"));
        Assert.Equal("""{"hits":0,"stale":0,"misses":0,"ratio":null}""", Text(status, "cache"));
        Assert.Equal("null", Text(status, "certificate"));

        await program.ImportAsync(Seed.Of("A", "a", "a.example", "*.b.example"));
        for (int i = 0; i < 3; i++)
            Assert.Equal(200, await program.Client.AutoconfigStatusAsync("a.example"));
        status = await StatusAsync(program);
        Assert.Equal("""{"providers":1,"domains":2}""", Text(status, "counts"));
        Assert.Equal("""{"hits":2,"stale":0,"misses":1,"ratio":0.6667}""", Text(status, "cache"));
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_and_what_is_kept_counts()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_CACHE_TTL"] = "1" });
        await program.ImportAsync(Seed.Of("A", "a", "a.example"));
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("a.example"));
        await program.ChangeDatabaseAsync("ALTER TABLE domain RENAME TO elsewhere");
        JsonElement status = await StatusAsync(program);
        Assert.Equal("""{"kind":"SQLite","available":false}""", Text(status, "store"));
        Assert.Equal("null", Text(status, "counts"));
        await Eventually.IsAsync(async () =>
        {
            Assert.Equal(200, await program.Client.AutoconfigStatusAsync("a.example"));
            return (await StatusAsync(program)).GetProperty("cache").GetProperty("stale").GetInt32() > 0;
        });

        await program.ChangeDatabaseAsync("ALTER TABLE elsewhere RENAME TO domain");
        await Eventually.IsAsync(async () => (await StatusAsync(program)).GetProperty("store").GetProperty("available").GetBoolean());
    }

    [Theory]
    [InlineData(365, "valid")]
    [InlineData(20, "expires_soon")]
    [InlineData(-1, "expired")]
    public async Task The_certificate_is_told_with_its_end(int days, string word)
    {
        IssuedCertificate issued = await authority.IssueAsync("P-256", days);
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(SigningProgram.Settings(issued.ChainFile, issued.KeyFile));
        JsonElement certificate = (await StatusAsync(program)).GetProperty("certificate");
        Assert.Equal(word, certificate.GetProperty("status").GetString());
        Assert.Equal(days - 1, certificate.GetProperty("days").GetInt32());
        Assert.Equal(
            (await program.GetAsync("/readyz")).Json.GetProperty("sign_certificate").GetProperty("not_after").GetDateTime(),
            certificate.GetProperty("expires").GetDateTime());
    }

    [Fact]
    public async Task A_vault_that_never_answered_has_no_certificate()
    {
        await using KeyVault vault = await KeyVault.OpenAsync(authority, await authority.IssueAsync());
        vault.CertificateStatus = 403;
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(vault.Settings);
        Assert.Equal("""{"status":"unavailable"}""", Text(await StatusAsync(program), "certificate"));
    }

    private static async Task<JsonElement> StatusAsync(AutomuaProgram program)
    {
        Reply reply = await program.ManageAsync("/status");
        Assert.Equal(200, reply.Status);
        return reply.Json;
    }

    private static string Text(JsonElement status, string member) => JsonSerializer.Serialize(status.GetProperty(member));
}
