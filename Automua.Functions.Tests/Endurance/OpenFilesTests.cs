using System.Net.Sockets;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Endurance;

/// <summary>The program may not open any more files or connections.</summary>
public sealed class OpenFilesTests
{
    private const string Refusals = "more are refused";
    private const string Lookup = "GET /v1.1/example.com HTTP/1.1\r\nHost: x\r\n\r\n";

    [Fact]
    public async Task Connections_never_take_the_files_that_the_store_needs()
    {
        const int Limit = 1024;
        const int Slack = 10;
        await using AutomuaProgram program = await AutomuaProgram.StartThroughAsync("prlimit", $"--nofile={Limit}:{Limit}");
        await program.StoreSampleDataAsync();
        for (int round = 0; round < 2; round++)
        {
            // The client's connection, which it keeps.
            Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
            int before = program.OpenFiles;
            List<RawConnection> connections = [];
            for (int i = 0; i < 2 * Limit; i++)
            {
                if (await TryOpenAsync(program) is { } connection)
                    connections.Add(connection);
            }

            await program.WaitForLogAsync(Refusals);
            for (int i = 0; i < 50; i++)
            {
                // Known to the cache, and to be looked up.
                Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
                Assert.Equal(404, (await program.GetAsync($"/v1.1/unknown{round}-{i}.example")).Status);
                Assert.InRange(program.OpenFiles, 0, Limit - 1);
            }

            connections.ForEach(connection => connection.Dispose());
            await Eventually.IsAsync(() => Task.FromResult(program.OpenFiles <= before + Slack));
            using RawConnection newcomer = await RawConnection.OpenAsync(program);
            await newcomer.SendAsync(Lookup);
            await AssertAnsweredAsync(newcomer);
        }

        Assert.Equal(0, await program.StopAsync());
        Assert.Contains(Refusals, Assert.Single(program.Log.Trouble.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_there_are_none_at_all_it_waits_for_some()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
        await Tool.SucceedAsync("prlimit", "--pid", $"{program.Id}", $"--nofile={program.OpenFiles}:");
        List<RawConnection> waiting = [];
        for (int i = 0; i < 20; i++)
        {
            waiting.Add(await RawConnection.OpenAsync(program));
            await waiting[i].SendAsync(Lookup);
        }

        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
            Assert.Contains((await program.GetAsync($"/v1.1/unknown{i}.example")).Status, (int[])[404, 503]);
        }

        await Tool.SucceedAsync("prlimit", "--pid", $"{program.Id}", "--nofile=1024:");
        foreach (RawConnection connection in waiting)
        {
            await AssertAnsweredAsync(connection);
            connection.Dispose();
        }

        await Eventually.IsAsync(async () => (await program.GetAsync("/v1.1/example.net")).Status == 200);
        Assert.Equal(0, await program.StopAsync());
        Assert.InRange(program.Log.Trouble.Split('\n').Length, 0, 100);
    }

    // One that is refused may be gone before the client has learnt that it was there.
    private static async Task<RawConnection?> TryOpenAsync(AutomuaProgram program)
    {
        try
        {
            return await RawConnection.OpenAsync(program);
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private static async Task AssertAnsweredAsync(RawConnection connection) =>
        Assert.Equal(200, (await connection.ReadReplyAsync())?.Status);
}
