using System.Net;
using System.Net.Sockets;
using System.Text;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Endurance;

/// <summary>Clients that send or read one octet a second.</summary>
public sealed class SlowClientTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // What each kind begins with; what follows has no end.
    private static readonly string[] Slow =
    [
        "GET /v1.1/example.com HTTP/1.1\r\nHost: x\r\nX: ",
        "POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nContent-Length: 10000\r\n\r\n<Autodiscover",
        "POST /autodiscover.xml HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n",
        $"POST /initdb HTTP/1.1\r\nHost: x\r\nx-functions-key: {AutomuaProgram.AdminKey}\r\nContent-Length: 10000\r\n\r\n{{",
    ];

    [Fact]
    public async Task Who_sends_one_octet_a_second_holds_nobody_up_and_is_cut_off()
    {
        const int OfEachKind = 125;
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        Task<Reply?[]> slow = Task.WhenAll(Enumerable.Range(0, Slow.Length * OfEachKind).Select(i => SendSlowlyAsync(program, Slow[i % Slow.Length])));
        await program.UntilAsync(() => slow.IsCompleted || program.OpenFiles > Slow.Length * OfEachKind);
        await AssertServesAsync(program);
        // Whoever is told anything is told that he took too long.
        Assert.All(await slow, reply => Assert.True(reply is null or { Status: 408 }, $"{reply?.Status}"));
        Assert.Contains(await slow, reply => reply is { Status: 408 });
        await AssertServesAsync(program);
        Assert.Empty(program.Log.Trouble);
    }

    [Fact]
    public async Task Who_reads_one_octet_a_second_holds_nobody_up_and_leaves_nothing_behind()
    {
        const int Readers = 50;
        const int Slack = 10;
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        await AssertServesAsync(program);
        int before = program.OpenFiles;
        using CancellationTokenSource end = new();
        int reading = 0;
        Task readers = Task.WhenAll(Enumerable.Range(0, Readers).Select(
            _ => ReadSlowlyAsync(program, () => Interlocked.Increment(ref reading), end.Token)));
        await program.UntilAsync(() => reading == Readers);
        await AssertServesAsync(program);
        await end.CancelAsync();
        await readers;
        await Eventually.IsAsync(() => Task.FromResult(program.OpenFiles <= before + Slack));
        await AssertServesAsync(program);
        Assert.Empty(program.Log.Trouble);
    }

    private static async Task<Reply?> SendSlowlyAsync(AutomuaProgram program, string beginning)
    {
        using RawConnection connection = await RawConnection.OpenAsync(program);
        await connection.SendAsync(beginning);
        Task<Reply?> reply = connection.ReadReplyAsync();
        while (await Task.WhenAny(reply, Task.Delay(Pause)) != reply)
            await connection.SendAsync("a");
        return await reply;
    }

    // Asks for more than is kept on the way to who does not read it.
    private static async Task ReadSlowlyAsync(AutomuaProgram program, Action begun, CancellationToken end)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, program.BaseAddress.Port, end);
        byte[] requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET /assets/manage.css HTTP/1.1\r\nHost: x\r\n\r\n", 2000)));
        Task sending = socket.SendAsync(requests, end).AsTask();
        try
        {
            await socket.ReceiveAsync(new byte[1], end);
            begun();
            while (true)
            {
                await socket.ReceiveAsync(new byte[1], end);
                await Task.Delay(Pause, end);
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAny(sending);
        }
    }

    // On kept connections and on new ones: what is known, what must be looked up, and what has a body.
    private static async Task AssertServesAsync(AutomuaProgram program)
    {
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
            Assert.Equal(404, (await program.GetAsync($"/v1.1/unknown{i}.example")).Status);
            using StringContent content = AutodiscoverBody.Content("user@example.com");
            Assert.Equal(200, (await program.SendAsync(HttpMethod.Post, "/autodiscover.xml", content)).Status);
            Reply? reply = await RawConnection.ExchangeAsync(program, "GET /v1.1/example.com HTTP/1.1\r\nHost: x\r\n\r\n");
            Assert.Equal(200, reply?.Status);
        }
    }
}
