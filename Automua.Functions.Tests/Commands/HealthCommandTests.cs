using System.Net;
using System.Net.Sockets;
using Automua.Functions.Tests.Hosting;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Commands;

/// <summary><c>automua health</c>: a running service says by one line and an exit code whether it is well.</summary>
public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("127.0.0.1:", "127.0.0.1:")]
    [InlineData("0.0.0.0:", "127.0.0.1:")]
    [InlineData("[::]:", "[::1]:")]
    [InlineData("[::1]:", "[::1]:")]
    public async Task It_asks_where_the_settings_say_that_the_service_listens(string listen, string asked)
    {
        int port = FreePort.Next();
        Dictionary<string, string?> settings = new() { ["AUTOMUA_LISTEN"] = $"{listen}{port}" };
        await using AutomuaProgram program = AutomuaProgram.Launch(settings, null);
        await program.UntilAsync(() => program.Log.Output.Contains("data: ", StringComparison.Ordinal));
        Assert.Equal((0, $"http://{asked}{port}/healthz: alive\n", ""), await AutomuaProgram.RunAsync(settings, null, "health"));
        Assert.Equal((0, $"http://{asked}{port}/readyz: ready\n", ""), await AutomuaProgram.RunAsync(settings, null, "health", "--ready"));
    }

    [Fact]
    public async Task What_listens_here_is_asked_past_any_proxy()
    {
        Dictionary<string, string?> settings = new() { ["AUTOMUA_LISTEN"] = $"127.0.0.1:{FreePort.Next()}", ["http_proxy"] = "http://127.0.0.1:1" };
        await using AutomuaProgram program = AutomuaProgram.Launch(settings, null);
        await program.UntilAsync(() => program.Log.Output.Contains("data: ", StringComparison.Ordinal));
        Assert.Equal(0, (await AutomuaProgram.RunAsync(settings, null, "health")).ExitCode);
    }

    [Fact]
    public async Task It_asks_the_service_of_a_url()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        string url = program.BaseAddress.GetLeftPart(UriPartial.Authority);
        Assert.Equal((0, $"{url}/healthz: alive\n", ""), await AutomuaProgram.RunAsync([], null, "health", "--url", url));
        Assert.Equal((0, $"{url}/readyz: ready\n", ""), await AutomuaProgram.RunAsync([], null, "health", "--ready", "--url", $"{url}/"));
    }

    [Fact]
    public async Task It_needs_not_come_through_the_Front_Door()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_FRONT_DOOR_ID"] = "00000000-0000-0000-0000-000000000001" });
        string url = program.BaseAddress.GetLeftPart(UriPartial.Authority);
        Assert.Equal(0, (await AutomuaProgram.RunAsync([], null, "health", "--url", url)).ExitCode);
    }

    [Fact]
    public async Task A_service_whose_store_does_not_answer_is_alive_and_not_ready()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = "postgresql://automua:secret@127.0.0.1:1/automua" });
        string url = program.BaseAddress.GetLeftPart(UriPartial.Authority);
        Assert.Equal(0, (await AutomuaProgram.RunAsync([], null, "health", "--url", url)).ExitCode);
        await AssertUnwellAsync($"{url}/readyz: 503: ", "health", "--ready", "--url", url);
    }

    [Fact]
    public async Task A_service_that_does_not_run_is_not_well()
    {
        string listen = $"127.0.0.1:{FreePort.Next()}";
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(new() { ["AUTOMUA_LISTEN"] = listen }, null, "health");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"automua: http://{listen}/healthz: ", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_says_nothing_is_given_up()
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        string url = $"http://{silent.LocalEndpoint}";
        await AssertUnwellAsync($"{url}/healthz: there was no answer within 5 seconds.", "health", "--url", url);
    }

    [Fact]
    public async Task Something_else_that_answers_is_not_the_service()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        // Its page for people is a good answer, and none of its health.
        string url = $"{program.BaseAddress.GetLeftPart(UriPartial.Authority)}/assets";
        await AssertUnwellAsync($"{url}/healthz: 404: ", "health", "--url", url);
    }

    [Fact]
    public async Task A_port_that_is_another_at_every_start_is_asked_for()
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync(new() { ["AUTOMUA_LISTEN"] = "127.0.0.1:0" }, null, "health");
        Assert.Equal(1, exitCode);
        Assert.Contains("--url URL", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("automua.example")]
    [InlineData("ftp://automua.example")]
    [InlineData("http://automua.example?a=b")]
    public async Task A_wrong_url_is_a_usage_error(string url)
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync([], null, "health", "--url", url);
        Assert.Equal(2, exitCode);
        Assert.Contains($"'{url}'", error, StringComparison.Ordinal);
    }

    private static async Task AssertUnwellAsync(string sentence, params string[] arguments)
    {
        (int exitCode, string output, string error) = await AutomuaProgram.RunAsync([], null, arguments);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith($"automua: {sentence}", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }
}
