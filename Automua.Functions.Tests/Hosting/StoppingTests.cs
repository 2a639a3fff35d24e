using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

public sealed class StoppingTests
{
    private static Dictionary<string, string?> CustomHandler =>
        new() { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = FreePort.Next().ToString() };

    [Fact]
    public async Task Alone_it_ends_with_0()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
        Assert.Equal(0, await program.StopAsync());
        Assert.True(program.Log.Error.Length == 0, program.Log.Error);
    }

    [Fact]
    public async Task As_custom_handler_it_never_ends_with_0()
    {
        // The host restarts a handler that ends with 200 and does not count it as a crash; after 0 it never restarts.
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(CustomHandler);
        Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
        Assert.Equal(200, await program.StopAsync());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("GET / HTTP/1.1\r\nHost: x\r\n", false)]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", false)]
    [InlineData("POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<Auto", false)]
    [InlineData("POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<Auto", true)]
    public async Task Connections_that_are_open_change_nothing_of_that(string sent, bool isCustomHandler)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(isCustomHandler ? CustomHandler : null);
        using RawConnection connection = await RawConnection.OpenAsync(program);
        await connection.SendAsync(sent);
        Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
        Assert.Equal(isCustomHandler ? 200 : 0, await program.StopAsync());
        Assert.True(program.Log.Error.Length == 0, program.Log.Error);
    }

    [Fact]
    public async Task What_was_stored_is_there_after_a_stop_and_after_a_kill()
    {
        string directory = AutomuaProgram.NewDirectory();
        string copy = AutomuaProgram.NewDirectory();
        await using (AutomuaProgram program = await AutomuaProgram.StartAsync(null, directory))
        {
            await program.StoreSampleDataAsync();
            await program.KillAsync();
            foreach (string file in Directory.GetFiles(directory, "automua.sqlite*"))
                File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        await using AutomuaProgram again = await AutomuaProgram.StartAsync(null, copy);
        Assert.Equal(200, (await again.GetAsync("/v1.1/example.com")).Status);
    }

    [Fact]
    public async Task A_port_in_use_is_said_in_one_sentence()
    {
        await using AutomuaProgram first = await AutomuaProgram.StartAsync();
        foreach (Dictionary<string, string?> environment in (Dictionary<string, string?>[])
            [
                new() { ["AUTOMUA_LISTEN"] = $"127.0.0.1:{first.BaseAddress.Port}" },
                new() { ["FUNCTIONS_CUSTOMHANDLER_PORT"] = $"{first.BaseAddress.Port}" },
            ])
        {
            (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(environment);
            Assert.Equal(1, exitCode);
            Assert.Equal("", output);
            Assert.Contains("in use", error, StringComparison.Ordinal);
            Assert.Single(error.TrimEnd('\n').Split('\n'));
        }
    }
}
