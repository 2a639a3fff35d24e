using System.Collections.Concurrent;
using System.Net.Sockets;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Endurance;

/// <summary>A service manager stops the program while it is asked.</summary>
public sealed class StopUnderLoadTests(ITestOutputHelper output)
{
    private const int SigTerm = 15;
    private const string Lookup = "GET /v1.1/example.com HTTP/1.1\r\nHost: x\r\n\r\n";

    [Fact]
    public async Task What_has_begun_is_finished_and_told()
    {
        const int Lookups = 40;
        const int Changes = 2;
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        (string Head, string Body)[] requests =
        [
            .. Enumerable.Repeat(("POST /autodiscover/autodiscover.xml", AutodiscoverBody.Text("user@example.com")), Lookups),
            .. Enumerable.Range(0, Changes).Select(i =>
                ($"POST /initdb HTTP/1.1\r\nx-functions-key: {AutomuaProgram.AdminKey}", Seed.Of($"Late {i}", "late", $"late{i}.example"))),
        ];
        List<RawConnection> connections = [];
        try
        {
            foreach ((string head, string body) in requests)
            {
                RawConnection connection = await RawConnection.OpenAsync(program);
                connections.Add(connection);
                string line = head.Contains("HTTP/1.1", StringComparison.Ordinal) ? head : $"{head} HTTP/1.1";
                await connection.SendAsync($"{line}\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: {body.Length}\r\n\r\n");
            }

            await Task.WhenAll(connections.Select(connection => connection.WaitForContinueAsync()));
            Signals.Send(program.Id, SigTerm);
            await Eventually.IsAsync(async () => !await IsListeningAsync(program));
            await Task.WhenAll(requests.Select((request, i) => connections[i].SendAsync(request.Body)));
            Reply?[] replies = await Task.WhenAll(connections.Select(connection => connection.ReadReplyAsync()));
            Assert.All(replies, AssertWhole);
            Assert.All(replies[..Lookups], reply => Assert.Contains("imap1.example.com", reply!.Text, StringComparison.Ordinal));
        }
        finally
        {
            connections.ForEach(connection => connection.Dispose());
        }

        Assert.Equal(0, await program.WaitForExitAsync());
        Assert.Empty(program.Log.Trouble);
        await using AutomuaProgram again = await AutomuaProgram.StartAsync(null, program.Directory);
        for (int i = 0; i < Changes; i++)
            Assert.Equal(200, (await again.GetAsync($"/v1.1/late{i}.example")).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nobody_gets_half_an_answer(bool isKept)
    {
        const int Clients = 12;
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        ConcurrentQueue<Reply?> replies = [];
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(_ => Task.Run(() => AskAsync(program, isKept, replies)))];
        await program.UntilAsync(() => replies.Count > 20 * Clients);
        Assert.Equal(0, await program.StopAsync());
        await Task.WhenAll(clients);
        Assert.All(replies.Where(reply => reply is not null), AssertWhole);
        // To whom nothing is told, nothing was done, and who asks again (RFC 9112 section 9.5) finds that nobody listens: once for each client.
        int untold = replies.Count(reply => reply is null);
        output.WriteLine($"{replies.Count - untold} answers, {untold} connections that ended without one.");
        Assert.InRange(untold, 0, Clients);
        Assert.Empty(program.Log.Trouble);
    }

    // Asks until the program does not listen any more.
    private static async Task AskAsync(AutomuaProgram program, bool isKept, ConcurrentQueue<Reply?> replies)
    {
        Reply? reply;
        do
        {
            RawConnection connection;
            try
            {
                connection = await RawConnection.OpenAsync(program);
            }
            catch (SocketException)
            {
                return;
            }

            using (connection)
            {
                do
                {
                    await connection.SendAsync(Lookup);
                    reply = await connection.ReadReplyAsync();
                    Assert.False(connection.HasRest, "An answer broke off.");
                    replies.Enqueue(reply);
                }
                while (isKept && reply is not null && reply["Connection"] != "close");
            }
        }
        while (true);
    }

    private static void AssertWhole(Reply? reply)
    {
        Assert.Equal(200, reply?.Status);
        Assert.Equal(reply!["Content-Length"], $"{reply.Body.Length}");
    }

    private static async Task<bool> IsListeningAsync(AutomuaProgram program)
    {
        try
        {
            using RawConnection connection = await RawConnection.OpenAsync(program);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
