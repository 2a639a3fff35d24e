using System.Collections.Concurrent;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>A database server in trouble, and the program on it: a server of the class's own.</summary>
public abstract class ServedTroubleContract
{
    private const string Lookup = "/v1.1/example.com";

    [Fact]
    public async Task A_server_that_is_down_at_start_is_waited_for()
    {
        DatabaseServer server = await ServerAsync();
        ServedDatabase database = server.NewDatabase();
        await server.StopAsync();
        await using (AutomuaProgram program = await StartAsync(database))
        {
            await AssertUnavailableAsync(program, "/readyz", Lookup);
            Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
            await program.WaitForLogAsync("The store cannot be used yet");
            (int exitCode, string output, string error) = await AutomuaProgram.RunAsync(
                new() { ["AUTOMUA_DB_URI"] = database.Uri }, null, "import", "nothing.json");
            Assert.Equal((1, ""), (exitCode, output));
            Assert.StartsWith($"automua: {Kind} database ", Assert.Single(error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);

            await server.StartAsync();
            await program.WaitForLogAsync("The store can be used now");
            Assert.Equal(200, (await program.GetAsync("/readyz")).Status);
            await program.StoreSampleDataAsync();
            Assert.Equal(200, (await program.GetAsync(Lookup)).Status);
            Assert.Equal(0, await program.StopAsync());
            AssertNoPassword(program);
        }

        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_program_that_waits_for_its_server_can_be_stopped()
    {
        DatabaseServer server = await ServerAsync();
        ServedDatabase database = server.NewDatabase();
        await server.StopAsync();
        await using (AutomuaProgram program = await StartAsync(database))
            Assert.Equal(0, await program.StopAsync());
        await server.StartAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_server_that_was_restarted_is_used_as_if_nothing_had_happened()
    {
        DatabaseServer server = await ServerAsync();
        await using ServedDatabase database = server.NewDatabase();
        await using AutomuaProgram program = await StartAsync(database);
        await program.StoreSampleDataAsync();
        await AssertAllAsync(program, 200, 40);
        await server.StopAsync();
        await server.StartAsync();
        await AssertAllAsync(program, 200, 40);
        using HttpClient administrator = program.NewAdministrator();
        Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Later", "later", "later.example"))).Status);

        // Nor need a writer be the second to ask.
        await server.StopAsync();
        await server.StartAsync();
        Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Latest", "latest", "latest.example"))).Status);
    }

    [Fact]
    public async Task A_server_that_goes_and_comes_back_is_503_and_200()
    {
        DatabaseServer server = await ServerAsync();
        await using ServedDatabase database = server.NewDatabase();
        await using AutomuaProgram program = await StartAsync(database);
        await program.StoreSampleDataAsync();
        await server.StopAsync();
        await AssertUnavailableAsync(program, "/readyz", Lookup);
        await AssertAllAsync(program, 503, 40);
        using HttpClient administrator = program.NewAdministrator();
        using HttpResponseMessage import = await administrator.GetAsync("initdb/");
        Assert.Equal(503, (int)import.StatusCode);
        await server.StartAsync();
        await AssertAllAsync(program, 200, 40);
    }

    [Fact]
    public async Task Load_that_a_server_leaves_is_told_to_try_again_and_answered_once_it_is_back()
    {
        DatabaseServer server = await ServerAsync();
        await using ServedDatabase database = server.NewDatabase();
        await using AutomuaProgram program = await StartAsync(database);
        await program.StoreSampleDataAsync();
        using CancellationTokenSource end = new();
        ConcurrentBag<(long Asked, Reply Reply)> replies = [];
        Task[] load = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(() => AskAsync(program, replies, () => Lookup, end.Token)))];
        await program.UntilAsync(() => replies.Count > 100);
        await server.StopAsync();
        await program.UntilAsync(() => replies.Count(reply => reply.Reply.Status == 503) > 100);
        await server.StartAsync();
        long isBack = TimeProvider.System.GetTimestamp();
        long answered = isBack + 2 * TimeProvider.System.TimestampFrequency;
        await program.UntilAsync(() => replies.Count(reply => reply.Asked > answered) > 100);
        await end.CancelAsync();
        await Task.WhenAll(load);

        Assert.All(replies, reply => Assert.True(reply.Reply.Status == 200 || (reply.Reply.Status == 503 && reply.Reply["Retry-After"] is not null)));
        Assert.All(replies.Where(reply => reply.Asked > answered), reply => Assert.Equal(200, reply.Reply.Status));
    }

    [Fact]
    public async Task Load_that_a_server_leaves_is_answered_from_the_cache_where_that_is_possible()
    {
        DatabaseServer server = await ServerAsync();
        await using ServedDatabase database = server.NewDatabase();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri });
        await program.StoreSampleDataAsync();
        Assert.Equal(200, (await AnsweredAsync(program, Lookup)).Status);
        using CancellationTokenSource end = new();
        ConcurrentBag<(long Asked, Reply Reply)> kept = [];
        ConcurrentBag<(long Asked, Reply Reply)> others = [];
        int last = 0;
        Task[] load =
        [
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(() => AskAsync(program, kept, () => Lookup, end.Token))),
            .. Enumerable.Range(0, 4).Select(_ => Task.Run(
                () => AskAsync(program, others, () => $"/v1.1/new{Interlocked.Increment(ref last)}.example", end.Token))),
        ];
        await program.UntilAsync(() => others.Count > 100);
        await server.StopAsync();
        await program.UntilAsync(() => others.Count(reply => reply.Reply.Status == 503) > 100);
        await server.StartAsync();
        long answered = TimeProvider.System.GetTimestamp() + 2 * TimeProvider.System.TimestampFrequency;
        await program.UntilAsync(() => others.Count(reply => reply.Asked > answered) > 100);
        await end.CancelAsync();
        await Task.WhenAll(load);

        Assert.All(kept, reply => Assert.Equal(200, reply.Reply.Status));
        Assert.All(others, reply => Assert.True(reply.Reply.Status == 404 || (reply.Reply.Status == 503 && reply.Reply["Retry-After"] is not null)));
        Assert.All(others.Where(reply => reply.Asked > answered), reply => Assert.Equal(404, reply.Reply.Status));
    }

    [Fact]
    public async Task A_server_that_stands_still_is_503_and_nobody_waits_for_it()
    {
        DatabaseServer server = await ServerAsync();
        await using ServedDatabase database = server.NewDatabase();
        await using AutomuaProgram program = await StartAsync(database);
        await program.StoreSampleDataAsync();
        await AssertAnsweredAsync(program, 40);
        using (new FrozenServer(server.Id))
        {
            // More than the pool has connections.
            await AssertAllAsync(program, 503, 60);
            await AssertUnavailableAsync(program, Lookup);
            Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
        }

        await AssertAnsweredAsync(program, 60);
        using HttpClient administrator = program.NewAdministrator();
        Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Later", "later", "later.example"))).Status);
        await program.WaitForLogAsync("did not answer within");
    }

    [Fact]
    public async Task A_server_with_an_old_schema_that_comes_late_is_waited_for_until_it_is_migrated()
    {
        DatabaseServer server = await ServerAsync();
        await using ServedDatabase database = server.NewDatabase();
        await server.StopAsync();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = database.Uri, ["AUTOMUA_AUTO_MIGRATE"] = "no", ["AUTOMUA_CACHE_TTL"] = "0" });
        await server.StartAsync();
        await program.WaitForLogAsync("run 'automua migrate' first");
        await AssertUnavailableAsync(program, "/readyz", Lookup);
        (int exitCode, _, _) = await AutomuaProgram.RunAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri }, null, "migrate");
        Assert.Equal(0, exitCode);
        await program.WaitForLogAsync("The store can be used now");
        Assert.Equal(200, (await program.GetAsync("/readyz")).Status);
    }

    [Fact]
    public async Task A_look_up_that_takes_too_long_is_given_up()
    {
        DatabaseServer server = await ServerAsync();
        await using ServedDatabase database = server.NewDatabase();
        await using AutomuaProgram program = await StartAsync(database);
        await program.StoreSampleDataAsync();
        await using (server.Lock(database.Name, "domain"))
        {
            // More than the pool has connections.
            await AssertAllAsync(program, 503, 150);
            await AssertUnavailableAsync(program, Lookup);
            Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
        }

        await AssertAnsweredAsync(program, 150);
        await program.WaitForLogAsync("did not answer within");
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_tried_again_until_it_is_right()
    {
        DatabaseServer server = await ServerAsync();
        await using ServedDatabase database = server.NewDatabase();
        server.SetPassword("an0ther");
        await using AutomuaProgram program = await StartAsync(database);
        await AssertUnavailableAsync(program, "/readyz", Lookup);
        await program.WaitForLogAsync("The store cannot be used yet");
        server.SetPassword(DatabaseServer.Password);
        await program.WaitForLogAsync("The store can be used now");
        Assert.Equal(200, (await program.GetAsync("/readyz")).Status);
        await program.StopAsync();
        // Once for each reason, however often it was tried.
        Assert.Single(program.Log.Error.Split('\n'), line => line.Contains("The store cannot be used yet", StringComparison.Ordinal));
        AssertNoPassword(program);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told()
    {
        DatabaseServer server = await ServerAsync();
        ServedDatabase database = server.NewDatabase();
        await database.DisposeAsync();
        await using AutomuaProgram program = await StartAsync(database);
        await AssertUnavailableAsync(program, "/readyz", Lookup);
        await program.WaitForLogAsync(database.Name);
    }

    private protected abstract string Kind { get; }

    private protected abstract Task<DatabaseServer> ServerAsync();

    // Without the cache, so that each look-up meets the server.
    private static Task<AutomuaProgram> StartAsync(ServedDatabase database) =>
        AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri, ["AUTOMUA_CACHE_TTL"] = "0" });

    private static async Task AskAsync(
        AutomuaProgram program, ConcurrentBag<(long, Reply)> replies, Func<string> target, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            long asked = TimeProvider.System.GetTimestamp();
            replies.Add((asked, await program.GetAsync(target())));
        }
    }

    private static async Task AssertAllAsync(AutomuaProgram program, int status, int count)
    {
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => program.GetAsync(Lookup)));
        Assert.True(replies.All(reply => reply.Status == status), $"Not all are {status}: {program.Log.Error}");
    }

    // A machine that is busy may need a second try, as clients make it.
    private static async Task AssertAnsweredAsync(AutomuaProgram program, int count)
    {
        foreach (Reply reply in await Task.WhenAll(Enumerable.Range(0, count).Select(_ => AnsweredAsync(program, Lookup))))
            Assert.Equal(200, reply.Status);
    }

    private static async Task<Reply> AnsweredAsync(AutomuaProgram program, string target)
    {
        Reply? reply = null;
        await Eventually.IsAsync(async () => (reply = await program.GetAsync(target)).Status != 503);
        return reply!;
    }

    private static async Task AssertUnavailableAsync(AutomuaProgram program, params string[] targets)
    {
        foreach (string target in targets)
        {
            Reply reply = await program.GetAsync(target);
            Assert.Equal(503, reply.Status);
            Assert.NotNull(reply["Retry-After"]);
        }
    }

    private static void AssertNoPassword(AutomuaProgram program)
    {
        foreach (string secret in (string[])[DatabaseServer.Password, Uri.EscapeDataString(DatabaseServer.Password)])
            Assert.DoesNotContain(secret, program.Log.Output + program.Log.Error, StringComparison.Ordinal);
    }
}
