using System.Diagnostics;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Directories;

/// <summary>Directories that do what no real one does: they hang, break off, or talk nonsense. No request waits for them for longer than 2 s.</summary>
public sealed class MisbehavingDirectoryTests
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2.5);

    [Fact]
    public async Task A_directory_that_never_answers_is_503_after_2_seconds()
    {
        await using ScriptedDirectory silent = ScriptedDirectory.Silent();
        await using ScriptedDirectory withoutTls = ScriptedDirectory.SilentOn(ClientOperation.Extended);
        await using ScriptedDirectory withoutBind = ScriptedDirectory.SilentOn(ClientOperation.Bind);
        await using ScriptedDirectory withoutSearch = ScriptedDirectory.SilentOn(ClientOperation.Search);
        await AssertLateAsync(silent.Ldaps, withoutTls.StartTls, withoutBind.Plain, withoutSearch.Plain);
    }

    [Fact]
    public async Task A_directory_that_answers_octet_by_octet_is_503_after_2_seconds()
    {
        TimeSpan pause = TimeSpan.FromMilliseconds(300);
        await using ScriptedDirectory slowSearch = ScriptedDirectory.On(
            ClientOperation.Search, (connection, number) => connection.DripAsync(FoundBy(number), pause));
        await using ScriptedDirectory slowBind = ScriptedDirectory.On(
            ClientOperation.Bind, (connection, number) => connection.DripAsync(ServerMessage.Bound(number), pause));
        await AssertLateAsync(slowSearch.Plain, slowBind.Plain);
    }

    [Fact]
    public async Task Waiting_for_a_connection_is_a_part_of_the_2_seconds()
    {
        await using ScriptedDirectory server = ScriptedDirectory.SilentOn(ClientOperation.Search);
        await using AutomuaProgram program = await StartAsync(server.Plain);
        TimeSpan[] waits = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => WaitAsync(program, $"user{i}@example.com")));
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, Longest));
    }

    [Fact]
    public async Task A_directory_that_is_down_for_long_costs_nothing()
    {
        await using ScriptedDirectory server = ScriptedDirectory.SilentOn(ClientOperation.Search);
        await using AutomuaProgram program = await StartAsync(server.Plain);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(i => WaitAsync(program, $"user{i}@example.com")));
        int before = server.Connections;
        for (int i = 0; i < 20; i++)
            (await program.AskAsync($"another{i}@example.com")).AssertTryAgain();
        // Every one of these would have been a connection.
        Assert.InRange(server.Connections, before, before + 19);
    }

    [Theory]
    [MemberData(nameof(BrokenOff))]
    public async Task A_directory_that_breaks_off_is_503_and_is_asked_again(int octets)
    {
        bool isBroken = true;
        await using ScriptedDirectory server = ScriptedDirectory.On(ClientOperation.Search, async (connection, number) =>
        {
            if (Volatile.Read(ref isBroken))
            {
                await connection.SendAsync(FoundBy(number)[..octets]);
                connection.Close();
            }
            else
            {
                await connection.SendAsync(FoundBy(number));
            }
        });
        await using AutomuaProgram program = await StartAsync(server.Plain);
        (await program.AskAsync("user@example.com")).AssertTryAgain();
        await program.WaitForLogAsync("hung up");
        Volatile.Write(ref isBroken, false);
        Assert.Equal(new Told("scripted", "Scripted"), await program.TellAsync("user@example.com"));
    }

    /// <summary>Nothing of the answer, a part of the entry, the entry without the end, and all but the last octet.</summary>
    public static TheoryData<int> BrokenOff => [0, 1, 20, ServerMessage.Done(3).Length, FoundBy(3).Length - ServerMessage.Done(3).Length, FoundBy(3).Length - 1];

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n")]
    [InlineData("0\u0084\u007f\u00ff\u00ff\u00ff")]
    [InlineData("0\u0088\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0005")]
    [InlineData("0\u0080\u0000\u0000")]
    [InlineData("0\u0000")]
    [InlineData("0\u0003\u0002\u0001\u0003")]
    [InlineData("0\u000c\u0002\u0001\u0003e\u0007\u000a\u0001\u0000\u0004\u00ff\u0004\u0000")]
    public async Task An_answer_that_is_no_LDAP_is_503(string octets)
    {
        await using ScriptedDirectory server = ScriptedDirectory.On(
            ClientOperation.Search, (connection, _) => connection.SendAsync([.. octets.Select(octet => (byte)octet)]));
        await using AutomuaProgram program = await StartAsync(server.Plain);
        (await program.AskAsync("user@example.com")).AssertTryAgain();
        await program.WaitForLogAsync("no LDAP");
    }

    [Fact]
    public async Task An_answer_to_another_question_is_nobodys()
    {
        await using ScriptedDirectory server = ScriptedDirectory.On(
            ClientOperation.Search, (connection, number) => connection.SendAsync(FoundBy(number + 1)));
        await using AutomuaProgram program = await StartAsync(server.Plain);
        (await program.AskAsync("user@example.com")).AssertTryAgain();
        await program.WaitForLogAsync("not to the question");
    }

    [Fact]
    public async Task What_comes_after_an_answer_is_not_the_next_ones()
    {
        await using ScriptedDirectory server = ScriptedDirectory.On(
            ClientOperation.Search, (connection, number) => connection.SendAsync([.. FoundBy(number), .. FoundBy(number + 1)]));
        await using AutomuaProgram program = await StartAsync(server.Plain);
        for (int i = 0; i < 3; i++)
            Assert.Equal(new Told("scripted", "Scripted"), await program.TellAsync($"user{i}@example.com"));
        // Each on a connection of its own: what else was said on the last one is not listened to.
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task Entries_without_end_end_and_take_no_room()
    {
        const long Room = 64 * 1024 * 1024;
        string large = new('x', 100_000);
        await using ScriptedDirectory server = ScriptedDirectory.On(ClientOperation.Search, async (connection, number) =>
        {
            byte[] entry = ServerMessage.Entry(number, ("uid", large));
            while (true)
                await connection.SendAsync(entry);
        });
        await using AutomuaProgram program = await StartAsync(server.Plain);
        (await program.AskAsync("warm@example.com")).AssertTryAgain();
        long before = program.ResidentMemory;
        for (int i = 0; i < 3; i++)
            (await program.AskAsync($"user{i}@example.com")).AssertTryAgain();
        Assert.InRange(program.ResidentMemory, 0, before + Room);
    }

    // All at once, each by a domain of its own.
    private static async Task AssertLateAsync(params DirectorySeed[] directories)
    {
        await using AutomuaProgram program = await StartAsync(
            [.. directories.Select((directory, i) => directory with { Domain = $"late{i}.example" })]);
        TimeSpan[] waits = await Task.WhenAll(directories.Select((_, i) => WaitAsync(program, $"user@late{i}.example")));
        Assert.All(waits, wait => Assert.InRange(wait, Shortest, Longest));
        await program.WaitForLogAsync("did not answer within 2 s");
    }

    private static async Task<AutomuaProgram> StartAsync(params DirectorySeed[] directories)
    {
        AutomuaProgram program = await DirectoryProgram.StartAsync(null, directories);
        // What only the first answer of a program takes is not the directory's time.
        await program.AskAsync("user@unknown.example");
        return program;
    }

    private static async Task<TimeSpan> WaitAsync(AutomuaProgram program, string address)
    {
        long start = Stopwatch.GetTimestamp();
        Reply reply = await program.AskAsync(address);
        TimeSpan wait = Stopwatch.GetElapsedTime(start);
        reply.AssertTryAgain();
        return wait;
    }

    private static byte[] FoundBy(int number) =>
        [.. ServerMessage.Entry(number, ("uid", "scripted"), ("cn", "Scripted")), .. ServerMessage.Done(number)];
}
