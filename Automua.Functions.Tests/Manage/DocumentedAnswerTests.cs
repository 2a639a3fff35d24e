using Automua.Functions.Tests.Administration;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Manage;

/// <summary>Every status that the description tells of every operation is one that the operation answers with.</summary>
public sealed class DocumentedAnswerTests(DocumentedPrograms programs) : IClassFixture<DocumentedPrograms>
{
    private const string Draft = $$"""{"provider": "{{ManagedProgram.Hoster}}"}""";

    private static readonly Dictionary<string, (string Path, string? Body)> Requests = new()
    {
        ["exportConfiguration"] = ("/configuration", null),
        ["importConfiguration"] = ("/configuration", ManagedProgram.Document),
        ["removeConfiguration"] = ("/configuration", null),
        ["listProviders"] = ("/providers", null),
        ["readProvider"] = ($"/providers/{ManagedProgram.Hoster}", null),
        ["listDomains"] = ("/domains", null),
        ["readDomain"] = ("/domains/customer.example", null),
        ["storeDomain"] = ("/domains/customer.example", Draft),
        ["removeDomain"] = ("/domains/customer.example", null),
        ["listDnsRecords"] = ("/domains/customer.example/dns", null),
        ["checkDomain"] = ("/domains/customer.example/check", null),
        ["previewAnswers"] = ("/domains/customer.example/preview", null),
        ["readStatus"] = ("/status", null),
        ["readSchema"] = ("/schema", null),
        ["readDescription"] = ("/openapi.json", null),
    };

    // What is asked instead of an operation's usual request, so that it answers with the status.
    private static readonly Dictionary<(string Operation, int Status), (string Path, string? Body)> Others = new()
    {
        [("exportConfiguration", 400)] = ("/configuration?secrets=perhaps", null),
        [("importConfiguration", 400)] = ("/configuration", "{}"),
        [("importConfiguration", 409)] = ("/configuration?mode=create", ManagedProgram.Document),
        [("listProviders", 400)] = ("/providers?limit=0", null),
        [("readProvider", 404)] = ("/providers/nobody", null),
        [("listDomains", 400)] = ("/domains?limit=1001", null),
        [("readDomain", 400)] = ("/domains/no_name", null),
        [("readDomain", 404)] = ("/domains/unknown.example", null),
        [("storeDomain", 201)] = ("/domains/new.example", Draft),
        [("storeDomain", 400)] = ("/domains/new.example", "{}"),
        [("removeDomain", 400)] = ("/domains/no_name", null),
        [("removeDomain", 404)] = ("/domains/unknown.example", null),
        [("listDnsRecords", 400)] = ("/domains/customer.example/dns?format=xml", null),
        [("listDnsRecords", 404)] = ("/domains/unknown.example/dns", null),
        [("checkDomain", 400)] = ("/domains/*.customer.example/check", null),
        [("checkDomain", 404)] = ("/domains/unknown.example/check", null),
        [("previewAnswers", 400)] = ("/domains/customer.example/preview?emailaddress=nobody", null),
        [("previewAnswers", 404)] = ("/domains/unknown.example/preview", null),
    };

    public static TheoryData<string, int> Documented
    {
        get
        {
            TheoryData<string, int> all = [];
            foreach (ApiOperation operation in ApiDescription.Operations)
            {
                foreach (int status in operation.Statuses)
                    all.Add(operation.Id, status);
            }

            return all;
        }
    }

    private AutomuaProgram Program => programs.Managed.Program;

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task An_answer_that_is_described_is_given(string operation, int status)
    {
        await programs.Managed.ResetAsync();
        Reply reply = await AskAsync(operation, status);
        Assert.Equal(status, reply.Status);
        if (status >= 400)
            reply.AssertProblem(status);
    }

    private Task<Reply> AskAsync(string operation, int status)
    {
        HttpMethod method = new(ApiDescription.Operations.Single(described => described.Id == operation).Method);
        (string path, string? body) = Others.GetValueOrDefault((operation, status), Requests[operation]);
        return (operation, status) switch
        {
            (_, 401) => Program.AskApiAsync(method, path, body),
            (_, 403) => AskWithTokenAsync(Program, programs.Managed.Issuer.Issue(claims => claims.Remove("roles"))),
            (_, 429) => AskAfterGuessesAsync(method, path, body),
            (_, 503) => AskWithTokenAsync(programs.WithoutIssuer, "a.b.c"),
            (_, 304) or ("storeDomain", 412) => Program.ManageAsync(method, path, body, ("If-None-Match", "*")),
            (_, 412) => Program.ManageAsync(method, path, body, ("If-Match", "\"other\"")),
            (_, 409) => AskOfSpoiltAsync(method, path, body),
            (_, 413) => AskWithTooMuchAsync(method, path),
            ("checkDomain", 200) => programs.WithDns.ManageAsync(path),
            _ => Program.ManageAsync(method, path, body),
        };

        Task<Reply> AskWithTokenAsync(AutomuaProgram program, string token) =>
            program.AskApiAsync(method, path, body, null, ("Authorization", $"Bearer {token}"));
    }

    private async Task<Reply> AskAfterGuessesAsync(HttpMethod method, string path, string? body)
    {
        (string, string)[] headers = [("x-functions-key", "wrong-key-wrong-key"), ("X-Forwarded-For", Clients.NewAddress())];
        Reply reply;
        int guesses = 0;
        do
            reply = await Program.AskApiAsync(method, path, body, null, headers);
        while (reply.Status == 401 && ++guesses < 20);
        return reply;
    }

    private async Task<Reply> AskOfSpoiltAsync(HttpMethod method, string path, string? body)
    {
        await programs.Managed.SpoilAsync("customer.example");
        return await Program.ManageAsync(method, path, body);
    }

    private async Task<Reply> AskWithTooMuchAsync(HttpMethod method, string path)
    {
        Reply? reply = await RawConnection.ExchangeAsync(
            Program,
            $"{method} {ApiDescription.Root}{path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {AutomuaProgram.AdminKey}\r\n"
            + $"Content-Length: {(32 * 1024 * 1024) + 1}\r\n\r\n");
        ApiRecorder.Note(method, path, null, reply!);
        return reply!;
    }
}
