using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Endurance;

/// <summary>Very many connections over which nothing is asked.</summary>
public sealed class IdleConnectionTests(ITestOutputHelper output)
{
    private const int Connections = 10_000;
    private const long MostMemory = 384L * 1024 * 1024;

    [Fact]
    public async Task Ten_thousand_idle_connections_cost_little_and_nobody_notices_them()
    {
        // Few files are what a shell or a service manager allows at first; the program raises that itself.
        await using AutomuaProgram program = await AutomuaProgram.StartThroughAsync("prlimit", "--nofile=1024:");
        await program.StoreSampleDataAsync();
        // The store's and this test's own.
        const int Slack = 10;
        int before = program.OpenFiles;
        long memory = program.ResidentMemory;
        List<RawConnection> connections = new(Connections);
        try
        {
            while (connections.Count < Connections)
                connections.Add(await RawConnection.OpenAsync(program));
            // Half of them have asked once.
            for (int i = 0; i < Connections; i += 2)
            {
                await connections[i].SendAsync("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
                Assert.Equal(200, (await connections[i].ReadReplyAsync())?.Status);
            }

            await Eventually.IsAsync(() => Task.FromResult(program.OpenFiles >= Connections));
            for (int i = 0; i < 100; i++)
            {
                Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
                Assert.Equal(404, (await program.GetAsync($"/v1.1/unknown{i}.example")).Status);
            }

            long grown = program.ResidentMemory;
            output.WriteLine($"Resident {memory >> 20} MiB, with {Connections} connections {grown >> 20} MiB.");
            Assert.InRange(grown, 0, MostMemory);
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }

        await Eventually.IsAsync(() => Task.FromResult(program.OpenFiles <= before + Slack));
        Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
        Assert.Equal(0, await program.StopAsync());
        Assert.Empty(program.Log.Trouble);
    }
}
