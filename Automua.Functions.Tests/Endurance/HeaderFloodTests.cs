using System.Text;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Endurance;

/// <summary>Heads of requests without an end, on many connections at once.</summary>
public sealed class HeaderFloodTests(ITestOutputHelper output)
{
    private const long Growth = 64L * 1024 * 1024;

    // A head's beginning, and what follows again and again.
    private static readonly (string Beginning, string Repeated)[] Floods =
    [
        ("GET /", new string('a', 8192)),
        ("GET /?", string.Concat(Enumerable.Repeat("a=b&", 2048))),
        ("GET / HTTP/1.1\r\nHost: x\r\nX: ", new string('a', 8192)),
        ("GET / HTTP/1.1\r\nHost: x\r\n", new string('a', 8192)),
        ("GET / HTTP/1.1\r\nHost: x\r\n", string.Concat(Enumerable.Repeat("A: 1\r\n", 1024))),
        ("GET / HTTP/1.1\r\nHost: x\r\n", string.Concat(Enumerable.Range(0, 512).Select(i => $"X-{i}: {new string('a', 16)}\r\n"))),
        ("GET / HTTP/1.1\r\nHost: x\r\nCookie: ", string.Concat(Enumerable.Repeat("a=b; ", 1024))),
    ];

    [Fact]
    public async Task Heads_without_an_end_are_cut_off_and_nobody_else_notices()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        await FloodAsync(program, 4);
        long before = program.ResidentMemory;
        Task floods = FloodAsync(program, 40);
        for (int i = 0; i < 100 || !floods.IsCompleted; i++)
            Assert.Equal(200, (await program.GetAsync("/v1.1/example.com")).Status);
        await floods;
        long after = program.ResidentMemory;
        output.WriteLine($"Resident {before >> 20} MiB, after the floods {after >> 20} MiB.");
        Assert.InRange(after - before, long.MinValue, Growth);
        Assert.Equal(0, await program.StopAsync());
        Assert.Empty(program.Log.Trouble);
    }

    // Before a request empty lines are none (RFC 9112 section 2.2), so that only the time for which a connection may be idle ends them.
    [Fact]
    public async Task Empty_lines_without_an_end_hold_nobody_up()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        using CancellationTokenSource end = new();
        byte[] lines = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("\r\n", 4096)));
        Task floods = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            using RawConnection connection = await RawConnection.OpenAsync(program);
            while (!end.IsCancellationRequested && await connection.TrySendAsync(lines))
            {
                // Until the others were answered.
            }
        })));
        for (int i = 0; i < 200; i++)
            Assert.Equal(200, (await RawConnection.ExchangeAsync(program, "GET /v1.1/example.com HTTP/1.1\r\nHost: x\r\n\r\n"))?.Status);
        await end.CancelAsync();
        await floods;
        Assert.Equal(0, await program.StopAsync());
        Assert.Empty(program.Log.Trouble);
    }

    private static Task FloodAsync(AutomuaProgram program, int ofEachKind) =>
        Task.WhenAll(Enumerable.Repeat(Floods, ofEachKind).SelectMany(kinds => kinds).Select(flood => FloodAsync(program, flood.Beginning, flood.Repeated)));

    private static async Task FloodAsync(AutomuaProgram program, string beginning, string repeated)
    {
        using RawConnection connection = await RawConnection.OpenAsync(program);
        await connection.SendAsync(beginning);
        Task<Reply?> reply = connection.ReadReplyAsync();
        byte[] octets = Encoding.ASCII.GetBytes(repeated);
        while (await connection.TrySendAsync(octets))
        {
            // Until it is cut off.
        }

        Assert.True(await reply is null or { Status: 400 or 414 or 431 }, $"{(await reply)?.Status} for {beginning}");
    }
}
