using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Http;

public sealed class LostClientTests
{
    private const string Target = "/mail/config-v1.1.xml?emailaddress=user@example.com";

    private static readonly string[] Unfinished =
    [
        "", "G", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: x\r\nX: ",
        "POST /autodiscover/autodiscover.xml HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<Autodiscover",
        "POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<Auto",
        $"POST /initdb HTTP/1.1\r\nHost: x\r\nx-functions-key: {AutomuaProgram.AdminKey}\r\nContent-Length: 1000\r\n\r\n{{",
    ];

    [Fact]
    public async Task Unfinished_requests_keep_nobody_else_waiting()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        List<RawConnection> connections = [];
        for (int i = 0; i < 140; i++)
        {
            connections.Add(await RawConnection.OpenAsync(program));
            await connections[i].SendAsync(Unfinished[i % Unfinished.Length]);
        }

        for (int i = 0; i < 20; i++)
            Assert.Equal(200, (await program.GetAsync(Target)).Status);
        using StringContent content = AutodiscoverBody.Content("user@example.com");
        Assert.Equal(200, (await program.SendAsync(HttpMethod.Post, "/autodiscover.xml", content)).Status);
        connections.ForEach(connection => connection.Dispose());
        Assert.Equal(200, (await program.GetAsync(Target)).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Clients_that_go_away_leave_no_error_in_the_log(bool reset)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        for (int round = 0; round < 5; round++)
        {
            List<RawConnection> connections = [];
            foreach (string request in Unfinished)
            {
                connections.Add(await RawConnection.OpenAsync(program));
                await connections[^1].SendAsync(request);
            }

            // So that the program has begun to wait for the rest.
            for (int i = 0; i < 100; i++)
                Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
            foreach (RawConnection connection in connections)
            {
                if (reset)
                {
                    connection.Reset();
                    continue;
                }

                connection.EndSending();
                Assert.True(await connection.ReadReplyAsync() is null or { Status: < 500 });
            }

            connections.ForEach(connection => connection.Dispose());
        }

        using (RawConnection impatient = await RawConnection.OpenAsync(program))
        {
            await impatient.SendAsync(string.Concat(Enumerable.Repeat($"GET {Target} HTTP/1.1\r\nHost: x\r\n\r\n", 50)));
            impatient.Reset();
        }

        Assert.Equal(200, (await program.GetAsync(Target)).Status);
        Assert.Equal(0, await program.StopAsync());
        Assert.Empty(program.Log.Trouble);
    }

    [Fact]
    public async Task A_body_that_breaks_off_is_400()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        using RawConnection connection = await RawConnection.OpenAsync(program);
        await connection.SendAsync("POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<Auto\r\nzz\r\n");
        Reply? reply = await connection.ReadReplyAsync();
        Assert.Equal(400, reply?.Status);
    }
}
