using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>
/// The isolated worker's part of the program, run with what stands here for the worker's packages: it answers what the custom
/// handler answers, asked as the Functions host asks both.
/// </summary>
public sealed class IsolatedWorkerTests(IsolatedPrograms programs) : IClassFixture<IsolatedPrograms>
{
    public static TheoryData<string> Functions => [.. FunctionFile.All.Select(file => file.Function)];

    [Theory]
    [MemberData(nameof(Functions))]
    public async Task A_function_answers_as_it_does_in_a_custom_handler(string function)
    {
        FunctionFile file = FunctionFile.Named(function);
        foreach (string method in file.Methods)
            await AssertSameAsync(method, file.ExamplePath, file.IsAdministration ? 401 : null);
    }

    [Theory]
    [InlineData("GET", "/", 200)]
    [InlineData("GET", "/mail/config-v1.1.xml", 200)]
    [InlineData("GET", "/MAIL/config-v1.1.xml/?emailaddress=user@example.com", 200)]
    [InlineData("GET", "/v1.1/example.net", 200)]
    [InlineData("GET", "/autodiscover/autodiscover.json/v1.0/user@example.com?Protocol=AutodiscoverV1", 200)]
    [InlineData("GET", "/autodiscover/autodiscover.json/v1.0/user@example.com?Protocol=nonsense", 400)]
    [InlineData("GET", "/assets/site.css", 200)]
    [InlineData("GET", "/assets/manage/main.js", 200)]
    [InlineData("GET", "/assets/nothing.css", 404)]
    [InlineData("POST", "/autodiscover/autodiscover.xml", 200)]
    [InlineData("OPTIONS", "/mail/config-v1.1.xml", 204)]
    public async Task What_a_request_says_arrives(string method, string path, int status) =>
        await AssertSameAsync(method, path, status);

    [Theory]
    [InlineData("/manage/v1/domains")]
    [InlineData("/manage/v1/domains/example.com")]
    [InlineData("/manage/v1/domains/example.com/dns")]
    [InlineData("/manage/v1/configuration")]
    public async Task An_administrator_is_let_in(string path) =>
        await AssertSameAsync("GET", path, 200, ("x-functions-key", AutomuaProgram.AdminKey));

    [Fact]
    public async Task Of_a_domain_that_is_unknown_nothing_is_known()
    {
        Reply reply = await programs.Isolated.GetAsync("/mail/config-v1.1.xml", null, ("X-Forwarded-Host", "unknown.example"));
        reply.AssertProblem(404);
    }

    [Fact]
    public async Task The_host_is_believed_and_what_a_client_says_beside_it_is_not()
    {
        Reply forwarded = await programs.Isolated.GetAsync("/mail/config-v1.1.xml", null, ("X-Forwarded-Host", "autoconfig.example.net"));
        Assert.Equal("example.net", forwarded.Xml.Element("emailProvider")?.Attribute("id")?.Value);
        Assert.Equal("X-Forwarded-Host", forwarded["Vary"]);
        Reply passed = await programs.Isolated.GetAsync("/mail/config-v1.1.xml", "example.com", ("X-Forwarded-Host", "example.net"));
        Assert.Equal("example.com", passed.Xml.Element("emailProvider")?.Attribute("id")?.Value);
    }

    [Fact]
    public async Task Whom_the_host_names_is_the_client()
    {
        await programs.Isolated.GetAsync("/healthz", null, ("X-Forwarded-For", "203.0.113.77"), ("X-Forwarded-Proto", "https"));
        await Eventually.IsAsync(() => Task.FromResult(
            programs.Isolated.Log.Error.Contains("GET Health for 203.0.113.77 by https: 200", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_Front_Door_is_believed_that_shows_its_id()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartIsolatedAsync(
            new() { ["AUTOMUA_FRONT_DOOR_ID"] = FrontDoorPrograms.Id, ["AUTOMUA_FRONT_DOOR_HOST_HEADER"] = FrontDoorPrograms.HostHeader });
        await Eventually.IsAsync(async () => (await program.GetAsync("/readyz")).Status == 200);
        await program.StoreSampleDataAsync(FrontDoorPrograms.IdHeader);

        (string, string) seen = ("X-Forwarded-Host", "app.azurewebsites.net");
        (string, string) told = (FrontDoorPrograms.HostHeader, "autoconfig.example.net");
        Reply through = await program.GetAsync("/mail/config-v1.1.xml", null, seen, told, FrontDoorPrograms.IdHeader);
        Assert.Equal("example.net", through.Xml.Element("emailProvider")?.Attribute("id")?.Value);
        (await program.GetAsync("/mail/config-v1.1.xml", null, seen, told)).AssertProblem(403);
    }

    [Fact]
    public async Task Told_to_stop_it_ends_as_the_host_wants_it()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartIsolatedAsync([]);
        Assert.Equal(200, await program.StopAsync());
    }

    [Fact]
    public async Task Without_a_key_administration_is_403()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartIsolatedAsync(new() { ["AUTOMUA_ADMIN_KEY"] = null });
        (await program.GetAsync("/manage/v1/status")).AssertProblem(403);
    }

    [Theory]
    [InlineData("AUTOMUA_DB_URI", "nonsense")]
    [InlineData("AUTOMUA_DB_URI", "sqlite:////no/such/folder/automua.sqlite")]
    [InlineData("AUTOMUA_NONSENSE", "1")]
    public async Task A_setting_that_cannot_be_used_is_said_in_one_sentence(string name, string value)
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunIsolatedAsync(new() { [name] = value });
        Assert.Equal(1, exitCode);
        Assert.StartsWith("automua: ", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    // Asked as the Functions host does: by the program's own address, with what the host saw in the forwarded headers.
    private async Task AssertSameAsync(string method, string path, int? status, params (string Name, string Value)[] more)
    {
        (string, string)[] headers =
            [("X-Forwarded-Host", "example.com"), ("X-Forwarded-For", "203.0.113.1"), ("X-Forwarded-Proto", "https"), .. more];
        Reply expected = await AskAsync(programs.CustomHandler);
        Reply actual = await AskAsync(programs.Isolated);
        Assert.True(expected.Status == actual.Status, $"{method} {path}: {expected.Status} became {actual.Status}");
        Assert.Equal(status ?? expected.Status, actual.Status);
        Assert.Equal(Comparable(expected), Comparable(actual));
        Assert.Equal(expected.Text, actual.Text);

        async Task<Reply> AskAsync(AutomuaProgram program)
        {
            using StringContent? body = method is "POST" or "PUT" ? AutodiscoverBody.Content("user@example.com") : null;
            return await program.SendAsync(new HttpMethod(method), path, body, null, headers);
        }
    }

    private static IEnumerable<string> Comparable(Reply reply) =>
        reply.Headers.Where(header => header.Key != "Date").Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal);
}
