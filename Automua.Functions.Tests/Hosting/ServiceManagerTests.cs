using Automua.Functions.Tests.Http;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Storage;
using Microsoft.Data.Sqlite;

namespace Automua.Functions.Tests.Hosting;

/// <summary>What a service manager is told, and what its journal gets. It is none here; a real one is in the tests of the unit.</summary>
public sealed class ServiceManagerTests
{
    [Fact]
    public async Task It_is_told_when_the_program_is_ready_and_when_it_stops()
    {
        using NotificationSocket manager = new();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["NOTIFY_SOCKET"] = manager.Path });
        Assert.Equal("READY=1", manager.Read());
        Assert.Equal(200, (await program.GetAsync("/healthz")).Status);
        Assert.Equal(0, await program.StopAsync());
        Assert.Equal("STOPPING=1", manager.Read());
        Assert.False(manager.HasMessage);
    }

    [Fact]
    public async Task It_is_told_nothing_before_the_store_has_answered()
    {
        using NotificationSocket manager = new();
        string directory = AutomuaProgram.NewDirectory();
        SqliteFile file = new(Path.Combine(directory, "automua.sqlite"));
        // In this mode, who prepares the store can read while another one writes.
        file.Execute("PRAGMA journal_mode = WAL");
        await using SqliteConnection writer = file.Lock();
        string listen = $"127.0.0.1:{FreePort.Next()}";
        await using AutomuaProgram program = AutomuaProgram.Launch(
            new() { ["NOTIFY_SOCKET"] = manager.Path, ["AUTOMUA_LISTEN"] = listen, ["AUTOMUA_DB_ECHO"] = "yes" }, directory);
        using HttpClient client = new() { BaseAddress = new Uri($"http://{listen}") };
        // It is asked, and cannot be prepared yet.
        await program.WaitForLogAsync("SQL: SELECT ");
        using (HttpResponseMessage unready = await client.GetAsync("/readyz"))
            Assert.Equal(503, (int)unready.StatusCode);
        Assert.False(manager.HasMessage);

        await writer.DisposeAsync();
        Assert.Equal("READY=1", manager.Read());
        using HttpResponseMessage ready = await client.GetAsync("/readyz");
        Assert.Equal(200, (int)ready.StatusCode);
    }

    [Fact]
    public async Task A_store_that_cannot_be_reached_keeps_it_waiting_for_one_try_alone()
    {
        using NotificationSocket manager = new();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(
            new() { ["NOTIFY_SOCKET"] = manager.Path, ["AUTOMUA_DB_URI"] = $"postgresql://nobody@127.0.0.1:{FreePort.Next()}/none" });
        Assert.Equal("READY=1", manager.Read());
        await program.WaitForLogAsync("The store cannot be used yet");
        Assert.Equal(503, (await program.GetAsync("/readyz")).Status);
    }

    [Fact]
    public async Task Its_journal_gets_lines_that_begin_with_their_level()
    {
        using NotificationSocket manager = new();
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["NOTIFY_SOCKET"] = manager.Path });
        await program.StoreSampleDataAsync();
        await program.ChangeDatabaseAsync("ALTER TABLE provider RENAME TO elsewhere");
        Assert.Equal(503, (await program.GetAsync("/v1.1/example.com")).Status);
        Assert.Equal(0, await program.StopAsync());
        string[] lines = program.Log.Error.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.Matches("^<[0-7]>Automua", line));
        // An import is told as information, and a store that fails as an error.
        Assert.Contains(lines, line => line.StartsWith("<6>Automua.Functions.Administration.AuditLog[80] ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("<3>", StringComparison.Ordinal) && line.Contains("the store does not answer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/nonexistent/notify")]
    [InlineData("@nobody-listens-here")]
    public async Task A_service_manager_that_is_gone_keeps_the_program_from_nothing(string socket)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["NOTIFY_SOCKET"] = socket });
        Assert.Equal(200, (await program.GetAsync("/readyz")).Status);
        Assert.Equal(0, await program.StopAsync());
    }
}
