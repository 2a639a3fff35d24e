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

        await AssertAllAsync(program, 200, 150);
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

    private static Task<AutomuaProgram> StartAsync(ServedDatabase database) =>
        AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri });

    private static async Task AssertAllAsync(AutomuaProgram program, int status, int count)
    {
        Reply[] replies = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => program.GetAsync(Lookup)));
        Assert.True(replies.All(reply => reply.Status == status), $"Not all are {status}: {program.Log.Error}");
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
