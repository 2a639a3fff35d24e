using System.Text.Json;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>The published folder under the emulated host, in what only that host does.</summary>
public sealed class PublishedAppTests
{
    private const int SigTerm = 15;
    private const string Autodiscover = "/autodiscover/autodiscover.xml";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void The_host_takes_every_function()
    {
        FunctionApp app = FunctionApp.Read(AutomuaProgram.Folder);
        Assert.Empty(app.Refused);
        Assert.Equal(FunctionFile.All.Select(file => file.Function).Order(StringComparer.OrdinalIgnoreCase), app.Functions.Select(function => function.Name));
        Assert.All(app.Functions, function => Assert.True(function.IsOpen));
        Assert.Equal(HandOver.Proxying, app.Host.HandOverBy(knowsProxying: true));
        Assert.Equal(HandOver.Forwarding, app.Host.HandOverBy(knowsProxying: false));
    }

    [Fact]
    public async Task Addresses_that_the_host_inherited_do_not_keep_the_program_from_its_port()
    {
        string other = $"http://127.0.0.1:{FreePort.Next()}";
        await using AutomuaProgram program = await StartAsync(HandOver.Proxying, environment: new()
        {
            ["ASPNETCORE_URLS"] = other, ["DOTNET_URLS"] = other, ["URLS"] = other, ["Kestrel__Endpoints__Http__Url"] = other,
        });
        Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
    }

    [Fact]
    public async Task The_program_listens_though_its_store_is_not_there_and_tells_so_once()
    {
        await using AutomuaProgram program = await StartAsync(HandOver.Proxying, environment: new()
        {
            ["AUTOMUA_DB_URI"] = $"postgresql://nobody@127.0.0.1:{FreePort.Next()}/nothing",
        });
        Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
        foreach (string path in (string[])["/readyz", "/", "/v1.1/example.com"])
            Assert.Equal(503, (await program.GetAsync(path)).Status);
        Assert.Equal(1, program.Host!.Starts);
        Assert.Single(program.Log.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("The store cannot be used yet", program.Log.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_it_is_started_again_with_its_data()
    {
        await using AutomuaProgram program = await StartAsync(HandOver.Proxying);
        await program.StoreSampleDataAsync();
        for (int kills = 1; kills <= 2; kills++)
        {
            program.Host!.Handler.Kill();
            await Eventually.IsAsync(() => Task.FromResult(program.Host.Starts == 1 + kills));
            Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
        }

        program.Host!.Handler.Kill();
        Assert.False(await program.Host.Running.WaitAsync(Patience, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Asked_to_stop_it_is_started_again_as_often_as_that_happens()
    {
        await using AutomuaProgram program = await StartAsync(HandOver.Proxying);
        for (int stops = 1; stops <= 4; stops++)
        {
            Signals.Send(program.Id, SigTerm);
            await Eventually.IsAsync(() => Task.FromResult(program.Host!.Starts == 1 + stops));
            Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
        }
    }

    [Theory]
    [InlineData("http", "autodiscover.example.com", 302)]
    [InlineData("http", "example.com", 200)]
    [InlineData("https", "autodiscover.example.com", 200)]
    public async Task AD_08_what_the_host_saw_come_by_plain_http_is_sent_to_https(string scheme, string host, int status)
    {
        await using AutomuaProgram program = await StartAsync(HandOver.Proxying, scheme);
        await program.StoreSampleDataAsync();
        foreach (string claimed in (string[])["http", "https", "gopher"])
        {
            Reply reply = await program.GetAsync(Autodiscover, host, ("X-Forwarded-Proto", claimed));
            Assert.Equal(status, reply.Status);
            Assert.Equal(status == 302 ? $"https://autodiscover.example.com{Autodiscover}" : null, reply["Location"]);
        }
    }

    [Theory]
    [InlineData(HandOver.Forwarding)]
    [InlineData(HandOver.Proxying)]
    public async Task No_client_chooses_the_tenant_by_a_forwarded_header(HandOver handOver)
    {
        await using AutomuaProgram program = await StartAsync(handOver);
        await program.StoreSampleDataAsync();
        (string, string)[] headers = [("X-Forwarded-Host", "example.net"), ("X-Original-Host", "example.net"), ("X-Forwarded-Proto", "http")];
        Reply reply = await program.GetAsync("/mail/config-v1.1.xml", "autoconfig.example.com", headers);
        Assert.Equal("example.com", reply.Xml.Element("emailProvider")?.Attribute("id")?.Value);
        Assert.Equal(404, (await program.GetAsync("/mail/config-v1.1.xml", "unknown.example", headers)).Status);
        Assert.Equal(200, (await program.GetAsync(Autodiscover, "autodiscover.example.com", headers)).Status);
    }

    [Theory]
    [InlineData(HandOver.Forwarding)]
    [InlineData(HandOver.Proxying)]
    public async Task A_Front_Door_that_shows_its_id_chooses_it_and_nobody_else_is_answered(HandOver handOver)
    {
        await using AutomuaProgram program = await StartAsync(handOver, environment: new()
        {
            ["AUTOMUA_FRONT_DOOR_ID"] = FrontDoorPrograms.Id, ["AUTOMUA_FRONT_DOOR_HOST_HEADER"] = FrontDoorPrograms.HostHeader,
        });
        await program.StoreSampleDataAsync(FrontDoorPrograms.IdHeader);

        // What Front Door sends: the app's name as host, and the one that was asked in two headers.
        (string, string)[] told = [("X-Forwarded-Host", "example.net"), (FrontDoorPrograms.HostHeader, "example.net"), ("X-Forwarded-Proto", "https")];
        Reply through = await program.GetAsync("/mail/config-v1.1.xml", "app.azurewebsites.net", [FrontDoorPrograms.IdHeader, .. told]);
        Assert.Equal("example.net", through.Xml.Element("emailProvider")?.Attribute("id")?.Value);
        (await program.GetAsync("/mail/config-v1.1.xml", "app.azurewebsites.net", told)).AssertProblem(403);
        (await program.GetAsync("/mail/config-v1.1.xml", "autoconfig.example.com", [("X-Azure-FDID", Guid.NewGuid().ToString()), .. told])).AssertProblem(403);
        Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
    }

    [Fact]
    public async Task The_local_settings_are_ones_with_which_it_starts()
    {
        JsonElement settings = JsonSerializer.Deserialize<JsonElement>(
            await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "infra", "local.settings.json"), TestContext.Current.CancellationToken));
        Dictionary<string, string?> values = settings.GetProperty("Values").Deserialize<Dictionary<string, string?>>()!;
        Assert.Equal("custom", values["FUNCTIONS_WORKER_RUNTIME"]);
        Assert.Contains("AUTOMUA_DB_URI", values.Keys);
        await using AutomuaProgram program = await StartAsync(HandOver.Proxying, "http", values);
        await program.StoreSampleDataAsync();
        Assert.Equal(200, (await program.GetAsync("/mail/config-v1.1.xml", "autoconfig.example.com")).Status);
    }

    private static Task<AutomuaProgram> StartAsync(HandOver handOver, string scheme = "https", Dictionary<string, string?>? environment = null) =>
        AutomuaProgram.StartUnderHostAsync(
            new EmulatedHostSettings { KnowsProxying = handOver == HandOver.Proxying, Scheme = scheme }, environment);
}
