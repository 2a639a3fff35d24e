using System.Text;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Administration;

/// <summary>Every change leaves a line that says who, from where, what and how much.</summary>
public sealed class AuditLogTests
{
    [Theory]
    [InlineData("CRITICAL")]
    [InlineData("DEBUG")]
    public async Task Each_change_is_one_line_whatever_loglevel_says(string level)
    {
        await using TokenIssuer issuer = await TokenIssuer.StartAsync();
        Dictionary<string, string?> environment = issuer.Settings;
        environment["AUTOMUA_LOGLEVEL"] = level;
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(environment);
        string application = issuer.Issue(claims => claims.Remove("scp"));

        Assert.Equal(200, await AskAsync(program, HttpMethod.Get, AutomuaProgram.AdminKey, "192.0.2.1"));
        Assert.Equal(200, await AskAsync(program, HttpMethod.Post, issuer.Issue(), "192.0.2.2", Seed.Of("A", "a", "audited.example")));
        Assert.Equal(200, await AskAsync(program, HttpMethod.Delete, application, "2001:db8::3"));
        // These change nothing.
        Assert.Equal(200, await AskAsync(program, HttpMethod.Head, AutomuaProgram.AdminKey, "192.0.2.4"));
        Assert.Equal(400, await AskAsync(program, HttpMethod.Post, AutomuaProgram.AdminKey, "192.0.2.5", "{"));
        Assert.Equal(401, await AskAsync(program, HttpMethod.Delete, "wrong-key-wrong-key", "192.0.2.6"));
        await program.WaitForLogAsync("192.0.2.6");
        await program.StopAsync();

        string[] lines = [.. program.Log.Error.Split('\n').Where(line => line.Contains("AuditLog[80]", StringComparison.Ordinal))];
        Assert.Equal(
            [
                "key from 192.0.2.1 imported the sample data; providers: 1 added, 0 changed, 0 unchanged, 0 removed; "
                    + "domains: 3 added, 0 changed, 0 unchanged, 0 removed",
                $"user {TokenIssuer.User} from 192.0.2.2 imported a document (merge); providers: 1 added, 0 changed, 0 unchanged, 0 removed; "
                    + "domains: 1 added, 0 changed, 0 unchanged, 0 removed",
                $"application {TokenIssuer.Application} from 2001:db8::3 removed everything; "
                    + "providers: 0 added, 0 changed, 0 unchanged, 2 removed; domains: 0 added, 0 changed, 0 unchanged, 4 removed",
            ],
            lines.Select(line => line[(line.IndexOf(']', StringComparison.Ordinal) + 2)..]));
        Assert.DoesNotContain("wrong-key", program.Log.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(AutomuaProgram.AdminKey, program.Log.Error, StringComparison.Ordinal);
    }

    private static async Task<int> AskAsync(
        AutomuaProgram program, HttpMethod method, string credential, string address, string? document = null)
    {
        using StringContent? content = document is null ? null : new(document, Encoding.UTF8, "application/json");
        Reply reply = await program.SendAsync(
            method, "/initdb", content, null, ("Authorization", $"Bearer {credential}"), ("X-Forwarded-For", address));
        return reply.Status;
    }
}
