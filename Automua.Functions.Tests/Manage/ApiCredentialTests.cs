using Automua.Functions.Tests.Administration;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>Who may ask the manage API anything, and who may not.</summary>
public sealed class ApiCredentialTests(ManagedProgram managed) : IClassFixture<ManagedProgram>
{
    private AutomuaProgram Program => managed.Program;

    [Fact]
    public async Task Without_a_credential_everything_is_401_and_nothing_is_changed()
    {
        string before = await Program.ExportAsync();
        foreach ((HttpMethod method, string path, string? body) in ApiRoutes.All)
        {
            string target = $"{path}{(path.Contains('?') ? '&' : '?')}code={AutomuaProgram.AdminKey}&x-functions-key={AutomuaProgram.AdminKey}";
            foreach (string asked in (string[])[path, target])
            {
                Reply reply = await Program.AskApiAsync(method, asked, body);
                reply.AssertProblem(401);
                Assert.Equal("Bearer realm=\"automua\"", reply["WWW-Authenticate"]);
            }

            if (method == HttpMethod.Get)
                Assert.Equal(401, (await Program.AskApiAsync(HttpMethod.Head, path)).Status);
        }

        Assert.Equal(before, await Program.ExportAsync());
    }

    [Theory]
    [InlineData("Authorization", "Bearer wrong-key-wrong-key")]
    [InlineData("x-functions-key", "wrong-key-wrong-key")]
    [InlineData("Authorization", "Bearer a.b.c")]
    [InlineData("Authorization", "Basic " + AutomuaProgram.AdminKey)]
    [InlineData("Cookie", "Authorization=Bearer " + AutomuaProgram.AdminKey)]
    public async Task With_a_wrong_one_everything_is_401_and_nothing_is_changed(string header, string value)
    {
        string before = await Program.ExportAsync();
        foreach ((HttpMethod method, string path, string? body) in ApiRoutes.All)
        {
            Reply reply = await Program.AskApiAsync(
                method, path, body, null, (header, value), ("X-Forwarded-For", Clients.NewAddress()));
            reply.AssertProblem(401);
        }

        Assert.Equal(before, await Program.ExportAsync());
    }

    [Fact]
    public async Task The_key_opens_in_either_header_and_so_does_a_token()
    {
        (string, string)[] credentials =
        [
            ("Authorization", $"Bearer {AutomuaProgram.AdminKey}"), ("x-functions-key", AutomuaProgram.AdminKey),
            ("Authorization", $"Bearer {managed.Issuer.Issue()}"),
        ];
        foreach ((string, string) credential in credentials)
        {
            await managed.ResetAsync();
            // The DNS server of this program does not answer.
            foreach (string path in ApiRoutes.Read.Where(path => !path.EndsWith("/check", StringComparison.Ordinal)))
            {
                Assert.Equal(200, (await Program.AskApiAsync(HttpMethod.Get, path, null, null, credential)).Status);
                Assert.Equal(200, (await Program.AskApiAsync(HttpMethod.Head, path, null, null, credential)).Status);
            }

            foreach ((HttpMethod method, string path, string? body) in ApiRoutes.Change)
            {
                await managed.ResetAsync();
                Assert.InRange((await Program.AskApiAsync(method, path, body, null, credential)).Status, 200, 204);
            }
        }

        await managed.ResetAsync();
    }

    [Fact]
    public async Task A_token_without_the_role_is_403_and_nothing_is_changed()
    {
        string before = await Program.ExportAsync();
        string token = managed.Issuer.Issue(claims => claims.Remove("roles"));
        foreach ((HttpMethod method, string path, string? body) in ApiRoutes.All)
        {
            Reply reply = await Program.AskApiAsync(method, path, body, null, ("Authorization", $"Bearer {token}"));
            reply.AssertProblem(403);
            Assert.Contains("insufficient_scope", reply["WWW-Authenticate"], StringComparison.Ordinal);
        }

        Assert.Equal(before, await Program.ExportAsync());
    }

    [Fact]
    public async Task Where_administration_is_off_everything_is_403()
    {
        // As the Functions host starts it, and without a credential to compare with.
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_ADMIN_KEY"] = null, ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{FreePort.Next()}" });
        foreach ((HttpMethod method, string path, string? body) in ApiRoutes.All)
            (await program.ManageAsync(method, path, body)).AssertProblem(403);
    }

    [Fact]
    public async Task Other_methods_and_paths_answer_nothing_and_no_page_is_told_what_it_may_do()
    {
        foreach ((_, string path, _) in ApiRoutes.All)
        {
            foreach (string method in (string[])["OPTIONS", "PATCH", "TRACE"])
                AssertNothing(await AskAsync(method, path), 405);
        }

        AssertNothing(await AskAsync("PUT", "/configuration"), 405);
        AssertNothing(await AskAsync("POST", "/domains/customer.example"), 405);
        AssertNothing(await AskAsync("DELETE", $"/providers/{ManagedProgram.Hoster}"), 405);
        foreach (string path in (string[])["", "/", "/nothing", "/domains/customer.example/nothing", "/../v2/status", "/providers/a/b"])
            AssertNothing(await AskAsync("GET", path), 404);
    }

    private static void AssertNothing(Reply reply, int status)
    {
        reply.AssertProblem(status);
        Assert.DoesNotContain(reply.Headers.Keys, name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
    }

    private Task<Reply> AskAsync(string method, string path) => Program.SendAsync(
        new HttpMethod(method),
        ApiDescription.Root + path,
        null,
        null,
        ("Authorization", $"Bearer {AutomuaProgram.AdminKey}"),
        ("Origin", "https://web.example"),
        ("Access-Control-Request-Method", "DELETE"));
}
