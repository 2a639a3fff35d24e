using System.ComponentModel;
using System.Text.Json;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting.Emulation;

/// <summary>How a handler is started, what becomes of one that ends, and when the host gives up.</summary>
public sealed class HandlerLifeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_handler_inherits_the_environment_and_runs_in_the_apps_folder()
    {
        EmulatedHostSettings settings = new() { Environment = new Dictionary<string, string?> { ["MARK"] = "set" } };
        await using HostedApp hosted = await HostedApp.StartAsync(settings: settings);
        JsonElement seen = (await hosted.GetAsync("/echo")).Json;
        Assert.Equal(hosted.App.Folder, seen.GetProperty("folder").GetString());
        Assert.Equal("set", seen.GetProperty("variables").GetProperty("MARK").GetString());
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), seen.GetProperty("variables").GetProperty("PATH").GetString());
        Assert.Equal($"{hosted.Host.Handler.Port}", seen.GetProperty("variables").GetProperty("FUNCTIONS_CUSTOMHANDLER_PORT").GetString());
        Assert.Equal(1, seen.GetProperty("starts").GetInt32());
    }

    [Fact]
    public async Task A_handler_that_never_listens_is_started_anew_three_times_and_then_the_host_gives_up()
    {
        using ScriptedApp app = new();
        EmulatedHostSettings settings = new()
        {
            LongestStart = TimeSpan.FromSeconds(1),
            Environment = new Dictionary<string, string?> { ["DEAF"] = "yes" },
        };
        await using HandlerSupervision supervision = new(FunctionApp.Read(app.Folder), settings);
        await Assert.ThrowsAsync<InvalidOperationException>(supervision.StartAsync);
        Assert.Equal(4, supervision.Starts);
        Assert.False(await supervision.Running);
    }

    [Fact]
    public async Task A_handler_that_is_not_there_is_said()
    {
        using ScriptedApp app = new();
        app.WriteHost(executable: "no-such-program");
        await Assert.ThrowsAsync<Win32Exception>(() => EmulatedHost.StartAsync(app.Folder, new EmulatedHostSettings()));
    }

    [Fact]
    public async Task After_0_a_handler_is_never_started_again_and_every_request_is_500()
    {
        await using HostedApp hosted = await HostedApp.StartAsync(HandOver.Forwarding);
        Assert.Equal(500, (await hosted.GetAsync("/exit/0")).Status);
        Assert.True(await hosted.Host.Running.WaitAsync(Patience));
        Reply reply = await hosted.GetAsync("/echo");
        Assert.Equal(500, reply.Status);
        Assert.Empty(reply.Body);
        Assert.Equal(1, hosted.App.Starts);
    }

    [Fact]
    public async Task After_200_a_handler_is_started_again_as_often_as_it_likes()
    {
        await using HostedApp hosted = await HostedApp.StartAsync(HandOver.Forwarding);
        for (int ends = 1; ends <= 5; ends++)
        {
            Assert.Equal(500, (await hosted.GetAsync("/exit/200")).Status);
            await Running.Eventually.IsAsync(async () => (await hosted.GetAsync("/echo")).Status == 200);
            Assert.Equal(1 + ends, hosted.App.Starts);
        }
    }

    [Fact]
    public async Task The_third_crash_within_half_an_hour_ends_the_host()
    {
        ManualTime time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using HostedApp hosted = await HostedApp.StartAsync(HandOver.Forwarding, settings: new EmulatedHostSettings { Time = time });
        for (int crashes = 1; crashes <= 4; crashes++)
        {
            time.Advance(TimeSpan.FromMinutes(15));
            Assert.Equal(500, (await hosted.GetAsync("/exit/1")).Status);
            await Running.Eventually.IsAsync(async () => (await hosted.GetAsync("/echo")).Status == 200);
            Assert.Equal(1 + crashes, hosted.App.Starts);
        }

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(500, (await hosted.GetAsync("/exit/1")).Status);
        Assert.False(await hosted.Host.Running.WaitAsync(Patience));
        await Assert.ThrowsAsync<HttpRequestException>(() => hosted.GetAsync("/echo"));
        Assert.Equal(5, hosted.App.Starts);
    }

    [Fact]
    public async Task Proxying_one_request_that_crashes_the_handler_ends_the_host()
    {
        await using HostedApp hosted = await HostedApp.StartAsync();
        Assert.Equal(500, (await hosted.GetAsync("/exit/1")).Status);
        Assert.False(await hosted.Host.Running.WaitAsync(Patience));
        Assert.Equal((3, 3), (hosted.App.Starts, hosted.App.Deliveries));
    }

    [Fact]
    public async Task Stopping_kills_the_handler()
    {
        HostedApp hosted = await HostedApp.StartAsync();
        int port = hosted.Host.Handler.Port;
        await hosted.DisposeAsync();
        using System.Net.Sockets.TcpClient client = new();
        await Assert.ThrowsAsync<System.Net.Sockets.SocketException>(() => client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken).AsTask());
    }

    [Theory]
    [InlineData(true, true, true, HandOver.Proxying)]
    [InlineData(true, true, false, HandOver.Forwarding)]
    [InlineData(true, false, true, HandOver.Forwarding)]
    [InlineData(false, true, true, HandOver.Proxying)]
    public void With_both_ways_allowed_a_host_proxies_as_soon_as_it_can(bool forwards, bool proxies, bool knowsProxying, HandOver expected)
    {
        using ScriptedApp app = new();
        app.WriteHost(forwards: forwards, proxies: proxies);
        Assert.Equal(expected, HostFile.Read(app.Folder).HandOverBy(knowsProxying));
    }
}
