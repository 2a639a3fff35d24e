using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Administration;

/// <summary>Issuers that change their keys, or cannot be asked.</summary>
public sealed class IssuerTroubleTests
{
    [Fact]
    public async Task A_new_key_of_the_issuer_counts_at_once_and_the_old_one_no_longer()
    {
        await using TokenIssuer issuer = await TokenIssuer.StartAsync();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(issuer.Settings);
        string old = issuer.Issue();
        Assert.Equal(200, (await program.KnockAsync(old)).Status);
        Assert.Equal(200, (await program.KnockAsync(issuer.Issue())).Status);
        Assert.Equal(1, issuer.Readings);

        issuer.Rotate();
        Assert.Equal(200, (await program.KnockAsync(issuer.Issue())).Status);
        Assert.Equal(401, (await program.KnockAsync(old)).Status);
        Assert.Equal(200, (await program.KnockAsync(issuer.Issue())).Status);
        Assert.Equal(2, issuer.Readings);
    }

    [Fact]
    public async Task Keys_that_nobody_has_do_not_make_the_program_ask_again_and_again()
    {
        await using TokenIssuer issuer = await TokenIssuer.StartAsync();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(issuer.Settings);
        for (int i = 0; i < 20; i++)
        {
            string token = issuer.Issue(changeHeader: header => header["kid"] = $"nobody-{i}");
            Assert.Equal(401, (await program.KnockAsync(token)).Status);
        }

        // Once for the start, and once for the first of them; a slow machine may take longer than half a minute.
        Assert.InRange(issuer.Readings, 2, 10);
        Assert.Equal(200, (await program.KnockAsync(issuer.Issue())).Status);
    }

    [Fact]
    public async Task While_the_issuer_cannot_be_asked_tokens_are_503_and_the_key_opens()
    {
        await using TokenIssuer issuer = await TokenIssuer.StartAsync();
        issuer.IsDown = true;
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(issuer.Settings);
        string address = Clients.NewAddress();
        for (int i = 0; i < 8; i++)
        {
            Reply reply = await program.GetAsync(
                "/initdb", null, ("Authorization", $"Bearer {issuer.Issue()}"), ("X-Forwarded-For", address));
            reply.AssertProblem(503);
            Assert.Equal("30", reply["Retry-After"]);
        }

        Assert.Equal(200, (await program.KnockAsync(AutomuaProgram.AdminKey, address)).Status);
        await program.WaitForLogAsync("does not tell with which keys tokens are signed");

        issuer.IsDown = false;
        await Eventually.IsAsync(async () => (await program.KnockAsync(issuer.Issue(), address)).Status == 200);

        // What is known stays in use; whether a key is new cannot be told.
        issuer.IsDown = true;
        Assert.Equal(200, (await program.KnockAsync(issuer.Issue(), address)).Status);
        string other = issuer.Issue(changeHeader: header => header["kid"] = "other");
        Assert.Equal(503, (await program.KnockAsync(other, address)).Status);
    }

    [Fact]
    public async Task Where_no_issuer_listens_tokens_are_503_and_administration_is_on_without_a_key()
    {
        Dictionary<string, string?> environment = new()
        {
            ["AUTOMUA_ADMIN_KEY"] = null,
            ["AUTOMUA_ENTRA_TENANT"] = TokenIssuer.Tenant,
            ["AUTOMUA_ENTRA_AUDIENCE"] = TokenIssuer.Audience,
            ["AUTOMUA_ENTRA_AUTHORITY"] = $"http://127.0.0.1:{FreePort.Next()}",
        };
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(environment);
        Assert.DoesNotContain("administration", program.Log.Output, StringComparison.Ordinal);
        Assert.Equal(401, (await program.GetAsync("/initdb")).Status);
        Assert.Equal(401, (await program.GetAsync("/initdb", null, ("x-functions-key", AutomuaProgram.AdminKey))).Status);
        Assert.Equal(503, (await program.KnockAsync("a.b.c")).Status);
    }
}
