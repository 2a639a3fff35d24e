using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>SQLite under the whole program: what is kept, what is lost, and what is shown of it.</summary>
public sealed class SqliteProgramTests
{
    [Fact]
    public async Task The_default_database_keeps_everything_and_its_place_is_said()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        Assert.Equal(0, await program.StopAsync());
        Assert.Contains($"data: SQLite file {program.DatabaseFile}", program.Log.Output, StringComparison.Ordinal);

        await using AutomuaProgram next = await AutomuaProgram.StartAsync(directory: program.Directory);
        Assert.Equal(200, await next.Client.AutoconfigStatusAsync("example.com"));
    }

    [Theory]
    [InlineData("sqlite:///here.sqlite", "here.sqlite")]
    [InlineData("sqlite+pysqlite:///here.sqlite", "here.sqlite")]
    public async Task A_relative_path_is_relative_to_the_working_directory(string uri, string file)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = uri });
        Assert.True(File.Exists(Path.Combine(program.Directory, file)));
        Assert.False(File.Exists(program.DatabaseFile));
        await program.StopAsync();
        Assert.Contains(Path.Combine(program.Directory, file), program.Log.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AUTOMUA_STATE")]
    [InlineData("STATE_DIRECTORY")]
    public async Task The_state_directory_holds_the_default_database(string variable)
    {
        string directory = AutomuaProgram.NewDirectory();
        string state = Directory.CreateDirectory(Path.Combine(directory, "state")).FullName;
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { [variable] = state }, directory);
        Assert.True(File.Exists(Path.Combine(state, "automua.sqlite")));
        Assert.False(File.Exists(program.DatabaseFile));
    }

    [Theory]
    [InlineData("sqlite:///:memory:")]
    [InlineData("sqlite://")]
    public async Task A_database_in_memory_is_lost_and_that_is_said(string uri)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = uri });
        await program.StoreSampleDataAsync();
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("example.com"));
        Assert.Equal(0, await program.StopAsync());
        Assert.Contains("everything is lost", program.Log.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(program.Directory, "*.sqlite*", SearchOption.AllDirectories));
        Assert.Empty(Directory.EnumerateFiles(program.Directory, "*memory*", SearchOption.AllDirectories));

        await using AutomuaProgram next = await AutomuaProgram.StartAsync(
            new() { ["AUTOMUA_DB_URI"] = uri }, program.Directory);
        Assert.Equal(404, await next.Client.AutoconfigStatusAsync("example.com"));
    }

    [Theory]
    [InlineData("yes", "WARNING", true)]
    [InlineData("yes", "DEBUG", true)]
    [InlineData("no", "DEBUG", false)]
    public async Task Statements_are_shown_when_asked_for_and_without_their_values(string echo, string logLevel, bool isShown)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new()
        {
            ["AUTOMUA_DB_ECHO"] = echo, ["AUTOMUA_LOGLEVEL"] = logLevel,
        });
        using HttpClient administrator = program.NewAdministrator();
        Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Shown Provider", "shown", "shown.example"))).Status);
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("shown.example"));
        Assert.Equal(404, await program.Client.AutoconfigStatusAsync("hidden.example"));
        await program.StopAsync();

        string[] statements =
            [.. program.Log.Error.Split('\n').Where(line => line.Contains("SQL: ", StringComparison.Ordinal))];
        Assert.Equal(isShown, statements.Length > 0);
        foreach (string start in (string[])["CREATE TABLE ", "INSERT INTO domain ", "WITH known AS"])
            Assert.Equal(isShown, statements.Any(line => line.Contains($"SQL: {start}", StringComparison.Ordinal)));
        foreach (string value in (string[])["Shown", "shown.example", "hidden.example"])
            Assert.DoesNotContain(value, program.Log.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_writer_makes_imports_wait_and_no_one_else()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        using HttpClient administrator = program.NewAdministrator();
        Task<(int Status, JsonElement Body)> import;
        await using (new SqliteFile(program.DatabaseFile).Lock())
        {
            import = administrator.ImportAsync(Seed.Of("Waiting", "one", "waiting.example"));
            for (int i = 0; i < 20; i++)
            {
                Assert.Equal(200, await program.Client.AutoconfigStatusAsync("example.com"));
                Assert.Equal(404, await program.Client.AutoconfigStatusAsync("waiting.example"));
            }
        }

        Assert.Equal(200, (await import).Status);
        Assert.Equal(200, await program.Client.AutoconfigStatusAsync("waiting.example"));
    }

    [Fact]
    public async Task A_database_that_is_taken_away_is_503_and_the_program_goes_on()
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        new SqliteFile(program.DatabaseFile).Execute("DROP TABLE davserver_domain");
        using HttpResponseMessage response = await program.Client.GetAsync("mail/config-v1.1.xml?emailaddress=user@example.com");
        Assert.Equal(503, (int)response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        using HttpResponseMessage alive = await program.Client.GetAsync("healthz");
        Assert.Equal(200, (int)alive.StatusCode);
        await program.StopAsync();
        Assert.Contains("davserver_domain", program.Log.Error, StringComparison.Ordinal);
    }
}
