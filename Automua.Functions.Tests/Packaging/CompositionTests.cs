using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Automua.Functions.Configuration;
using Automua.Functions.Tests.Configuration;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Samples;
using Automua.Functions.Tests.Storage;

namespace Automua.Functions.Tests.Packaging;

/// <summary>contrib/compose.yaml: the service with a database server, with no more rights than they need.</summary>
public sealed partial class CompositionTests(DatabaseServers servers) : IAsyncLifetime
{
    private const string Password = "0123456789abcdef0123456789abcdef";

    private JsonElement _services;

    public async ValueTask InitializeAsync()
    {
        string json = await Tool.SucceedAsync(
            "python3",
            "-c",
            "import json, sys, yaml; json.dump(yaml.safe_load(open(sys.argv[1])), sys.stdout)",
            SampleFile.PathOf("compose.yaml"));
        using JsonDocument document = JsonDocument.Parse(json);
        _services = document.RootElement.GetProperty("services").Clone();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("automua")]
    [InlineData("database")]
    public void A_service_writes_to_its_volume_alone_and_has_no_rights(string name)
    {
        JsonElement service = _services.GetProperty(name);
        Assert.True(service.GetProperty("read_only").GetBoolean());
        Assert.Equal(["ALL"], Texts(service.GetProperty("cap_drop")));
        Assert.False(service.TryGetProperty("cap_add", out _));
        Assert.False(service.TryGetProperty("privileged", out _));
        Assert.Equal(["no-new-privileges:true"], Texts(service.GetProperty("security_opt")));
        Assert.Single(Texts(service.GetProperty("volumes")));
        Assert.Equal("unless-stopped", service.GetProperty("restart").GetString());
        Assert.Equal("CMD", Texts(service.GetProperty("healthcheck").GetProperty("test"))[0]);
    }

    [Fact]
    public void Only_this_machine_reaches_the_service_and_nobody_else_the_database()
    {
        Assert.Equal(["127.0.0.1:4243:4243"], Texts(_services.GetProperty("automua").GetProperty("ports")));
        JsonElement database = _services.GetProperty("database");
        Assert.False(database.TryGetProperty("ports", out _));
        Assert.Matches("^postgres:[0-9]+-[a-z]+$", database.GetProperty("image").GetString());
        Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", database.GetProperty("user").GetString());
        Assert.Equal(
            "service_healthy",
            _services.GetProperty("automua").GetProperty("depends_on").GetProperty("database").GetProperty("condition").GetString());
    }

    [Fact]
    public void The_service_understands_its_settings_and_secrets_come_from_outside()
    {
        Dictionary<string, string> ours = Variables("automua");
        Assert.All(ours.Where(variable => Secret().IsMatch(variable.Key)), variable => Assert.Matches(@"\$\{[A-Z_]+:\?[^}]+\}", variable.Value));
        Assert.Matches(@"^\$\{[A-Z_]+:\?[^}]+\}$", Variables("database")["POSTGRES_PASSWORD"]);
        using OptionsFixture fixture = new();
        AutomuaOptions options = fixture.Read(
            [.. ImageFile.Read().Environment.Concat(ours).Select(variable => (variable.Key, Reference().Replace(variable.Value, Password)))]);
        PostgreSqlUri uri = Assert.IsType<PostgreSqlUri>(options.DatabaseUri);
        Dictionary<string, string> server = Variables("database");
        Assert.Equal(
            ("database", server["POSTGRES_USER"], server["POSTGRES_DB"], Password),
            (uri.Host, uri.User, uri.Database, uri.Password));
        Assert.Equal(IPAddress.Any, options.Listen.Address);
        Assert.EndsWith($":{options.Listen.Port}", Texts(_services.GetProperty("automua").GetProperty("ports"))[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_checks_say_yes_to_what_is_well_and_no_to_what_is_not()
    {
        string[] check = [.. Texts(_services.GetProperty("automua").GetProperty("healthcheck").GetProperty("test"))[1..]];
        Assert.Equal("/usr/bin/automua", check[0]);
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        Dictionary<string, string?> listen = new() { ["AUTOMUA_LISTEN"] = $"127.0.0.1:{program.BaseAddress.Port}" };
        Assert.Equal(0, (await AutomuaProgram.RunAsync(listen, null, check[1..])).ExitCode);

        check = [.. Texts(_services.GetProperty("database").GetProperty("healthcheck").GetProperty("test"))[1..]];
        int port = new Uri((await servers.PostgreSql).Uri("automua")).Port;
        Assert.Equal(0, (await Tool.RunAsync("env", ["PGHOST=127.0.0.1", $"PGPORT={port}", .. check])).ExitCode);
        Assert.NotEqual(0, (await Tool.RunAsync("env", ["PGHOST=127.0.0.1", "PGPORT=1", .. check])).ExitCode);
    }

    private Dictionary<string, string> Variables(string service) =>
        _services.GetProperty(service).GetProperty("environment").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(text => text.GetString()!)];

    [GeneratedRegex("KEY|URI|PASSWORD", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Secret();

    [GeneratedRegex(@"\$\{[A-Z_]+:\?[^}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Reference();
}
