using Automua.Functions.Tests.Administration;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>What the audit log says of changes that the manage API makes.</summary>
public sealed class ApiAuditTests(ManagedProgram managed) : IClassFixture<ManagedProgram>
{
    private const string Nothing = "0 added, 0 changed, 0 unchanged, 0 removed";
    private const string OneUnchanged = "0 added, 0 changed, 1 unchanged, 0 removed";

    [Fact]
    public async Task Each_change_is_one_line_and_what_changes_nothing_is_none()
    {
        AutomuaProgram program = managed.Program;
        string seed = Seed.Of("New", "new", "new.example");
        string token = $"Bearer {managed.Issuer.Issue()}";
        const string Hoster = $$"""{"provider": "{{ManagedProgram.Hoster}}"}""";

        await AskAsync(HttpMethod.Post, "/configuration", seed, 200, "192.0.2.1");
        await AskAsync(HttpMethod.Post, "/configuration?dry_run=true&mode=replace", seed, 200, "192.0.2.9");
        await AskAsync(HttpMethod.Post, "/configuration?mode=create", seed, 409, "192.0.2.9");
        await AskAsync(HttpMethod.Post, "/configuration", "{}", 400, "192.0.2.9");
        await AskAsync(HttpMethod.Put, "/domains/new.example", Hoster, 200, "192.0.2.2", token);
        await AskAsync(HttpMethod.Put, "/domains/*.new.example", Hoster, 201, "192.0.2.3");
        await AskAsync(HttpMethod.Put, "/domains/new.example", "{}}", 400, "192.0.2.9");
        await AskAsync(HttpMethod.Put, "/domains/new.example", """{"provider": "nobody"}""", 400, "192.0.2.9");
        await AskAsync(HttpMethod.Put, "/domains/new.example", Hoster, 412, "192.0.2.9", null, ("If-None-Match", "*"));
        await AskAsync(HttpMethod.Delete, "/domains/new.example", null, 412, "192.0.2.9", null, ("If-Match", "\"other\""));
        await AskAsync(HttpMethod.Delete, "/domains/unknown.example", null, 404, "192.0.2.9");
        await AskAsync(HttpMethod.Delete, "/domains/*.new.example", null, 204, "192.0.2.4");
        await AskAsync(HttpMethod.Delete, "/configuration", null, 401, "192.0.2.9", "Bearer wrong-key-wrong-key");
        foreach (string path in ApiRoutes.Read)
            await program.ManageAsync(path, ("X-Forwarded-For", "192.0.2.9"));
        await AskAsync(HttpMethod.Post, "/configuration?mode=replace", seed, 200, "192.0.2.5");
        await AskAsync(HttpMethod.Delete, "/configuration", null, 200, "2001:db8::6");
        await program.WaitForLogAsync("2001:db8::6 removed everything");

        Assert.Equal(
            [
                "key from 192.0.2.1 imported a document (merge); providers: 1 added, 0 changed, 0 unchanged, 0 removed; domains: 1 added, 0 changed, 0 unchanged, 0 removed",
                $"user {TokenIssuer.User} from 192.0.2.2 stored the domain new.example; providers: {OneUnchanged}; domains: 0 added, 1 changed, 0 unchanged, 0 removed",
                $"key from 192.0.2.3 stored the domain *.new.example; providers: {OneUnchanged}; domains: 1 added, 0 changed, 0 unchanged, 0 removed",
                $"key from 192.0.2.4 removed the domain *.new.example; providers: {Nothing}; domains: 0 added, 0 changed, 0 unchanged, 1 removed",
                "key from 192.0.2.5 imported a document (replace); providers: 0 added, 0 changed, 1 unchanged, 2 removed; domains: 0 added, 1 changed, 0 unchanged, 5 removed",
                "key from 2001:db8::6 removed everything; providers: 0 added, 0 changed, 0 unchanged, 1 removed; domains: 0 added, 0 changed, 0 unchanged, 1 removed",
            ],
            Lines().Select(line => line[(line.IndexOf("] ", StringComparison.Ordinal) + 2)..]));

        // Others, such as those of the first import, come from where the test runs.
        string[] Lines() =>
        [
            .. program.Log.Error.Split('\n').Where(line =>
                line.Contains("AuditLog[80]", StringComparison.Ordinal) && !line.Contains(" from 127.0.0.1 ", StringComparison.Ordinal)),
        ];

        async Task AskAsync(
            HttpMethod method, string path, string? body, int status, string address, string? credential = null, params (string, string)[] headers)
        {
            Reply reply = await program.AskApiAsync(
                method,
                path,
                body,
                null,
                [("Authorization", credential ?? $"Bearer {AutomuaProgram.AdminKey}"), ("X-Forwarded-For", address), .. headers]);
            Assert.True(reply.Status == status, $"{method} {path}: {reply.Status} {reply.Text}");
        }
    }
}
