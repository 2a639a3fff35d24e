using System.Net;
using System.Net.NetworkInformation;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Hosting;

/// <summary>The program as the Functions host starts it.</summary>
public sealed class CustomHandlerTests
{
    private const string PortVariable = "FUNCTIONS_CUSTOMHANDLER_PORT";

    [Fact]
    public async Task It_listens_on_the_port_of_the_host_on_loopback_and_nowhere_else()
    {
        int port = FreePort.Next();
        int other = FreePort.Next();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new()
        {
            [PortVariable] = port.ToString(),
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{other}",
            ["ASPNETCORE_HTTP_PORTS"] = $"{other}",
            ["DOTNET_URLS"] = $"http://127.0.0.1:{other}",
            ["URLS"] = $"http://127.0.0.1:{other}",
            ["Kestrel__Endpoints__Http__Url"] = $"http://127.0.0.1:{other}",
            ["AUTOMUA_LISTEN"] = $"127.0.0.1:{other}",
        });
        Assert.Equal(new Uri($"http://127.0.0.1:{port}"), program.BaseAddress);
        Assert.Equal(200, (await program.GetAsync("/")).Status);
        IPEndPoint[] listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        Assert.Equal([new IPEndPoint(IPAddress.Loopback, port)], listeners.Where(listener => listener.Port == port));
        Assert.DoesNotContain(listeners, listener => listener.Port == other);
    }

    [Fact]
    public async Task The_command_line_does_not_move_it_either()
    {
        int port = FreePort.Next();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { [PortVariable] = port.ToString() }, null, "serve", "--listen", $"127.0.0.1:{FreePort.Next()}");
        Assert.Equal(port, program.BaseAddress.Port);
        Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
    }

    [Fact]
    public async Task An_inherited_address_counts_for_nothing_when_it_runs_alone()
    {
        int other = FreePort.Next();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new()
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{other}",
            ["Kestrel__Endpoints__Http__Url"] = $"http://127.0.0.1:{other}",
            [PortVariable] = "",
        });
        Assert.NotEqual(other, program.BaseAddress.Port);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("65536")]
    [InlineData("80 ")]
    public async Task A_port_that_is_none_is_said_in_one_sentence(string port)
    {
        (int exitCode, _, string error) = await AutomuaProgram.RunAsync(new() { [PortVariable] = port });
        Assert.Equal(1, exitCode);
        Assert.Contains(PortVariable, error, StringComparison.Ordinal);
        Assert.Contains($"'{port}'", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Without_a_key_administration_is_403_that_says_how_to_turn_it_on()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { [PortVariable] = FreePort.Next().ToString(), ["AUTOMUA_ADMIN_KEY"] = null });
        Assert.DoesNotContain("administration key", program.Log.Output, StringComparison.Ordinal);
        foreach (string method in (string[])["GET", "POST", "DELETE"])
        {
            foreach (string credential in (string[])["", "Bearer ", $"Bearer {AutomuaProgram.AdminKey}"])
            {
                Reply reply = await program.SendAsync(new HttpMethod(method), "/initdb", null, null, ("Authorization", credential));
                reply.AssertProblem(403);
                Assert.Contains("AUTOMUA_ADMIN_KEY", reply.Text, StringComparison.Ordinal);
            }
        }

        Assert.Equal("empty", (await program.GetAsync("/readyz")).Json.GetProperty("store").GetString());
    }
}
