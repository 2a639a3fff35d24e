using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>
/// A program that is killed while it replaces the servers of many domains: at whatever moment, the database holds what it held
/// before, or all of the document.
/// </summary>
public abstract class KilledImportContract
{
    private const int Moments = 20;
    private const int Count = 3_000;

    private static readonly string[] Domains = Imports.Names(Count);

    [Fact]
    public async Task An_import_that_is_killed_at_any_moment_leaves_the_old_state_or_the_new_one()
    {
        await using AdministeredDatabase database = await NewDatabaseAsync();
        TimeSpan whole = await MeasuredImportAsync(database);
        int seed = Random.Shared.Next();
        Random random = new(seed);
        string state = "b";
        int kept = 0;
        for (int moment = 0; moment < Moments; moment++)
        {
            string next = state == "a" ? "b" : "a";
            TimeSpan pause = whole * ((moment + random.NextDouble()) / Moments);
            bool isAnswered = await KilledImportAsync(database, next, pause);
            string[] rows = database.Rows(
                "SELECT s.name, COUNT(*) FROM server s JOIN server_domain l ON l.server_id = s.id GROUP BY s.name ORDER BY s.name");
            string found = rows.Length > 0 && rows[0].StartsWith($"imap.{next}.", StringComparison.Ordinal) ? next : state;
            Assert.True(
                rows.SequenceEqual([$"imap.{found}.example|{Count}", $"smtp.{found}.example|{Count}"])
                    && database.Number("SELECT COUNT(*) FROM domain") == Count
                    && (found == next || !isAnswered),
                $"Killed after {pause} of {whole}, seed {seed}, moment {moment}, answered {isAnswered}: {string.Join(", ", rows)}");
            kept += found == state ? 1 : 0;
            state = found;
        }

        // Or no moment was one of an import's.
        Assert.NotEqual(0, kept);
    }

    private protected abstract Task<AdministeredDatabase> NewDatabaseAsync();

    private static async Task<TimeSpan> MeasuredImportAsync(AdministeredDatabase database)
    {
        await using AutomuaProgram program = await StartAsync(database);
        using HttpClient administrator = program.NewAdministrator();
        await AssertImportedAsync(administrator, "a");
        long start = TimeProvider.System.GetTimestamp();
        await AssertImportedAsync(administrator, "b");
        return TimeProvider.System.GetElapsedTime(start);
    }

    private static async Task<bool> KilledImportAsync(AdministeredDatabase database, string mark, TimeSpan pause)
    {
        await using AutomuaProgram program = await StartAsync(database);
        // What the one before left is whole for clients too.
        string[] first = (await program.Client.AutoconfigAsync(Domains[0])).Servers();
        Assert.Equal(first, (await program.Client.AutoconfigAsync(Domains[^1])).Servers());
        using HttpClient administrator = program.NewAdministrator();
        Task import = AssertImportedAsync(administrator, mark);
        await Task.WhenAny(import, Task.Delay(pause));
        bool isAnswered = import.IsCompletedSuccessfully;
        await program.KillAsync();
        await import.ContinueWith(ended => ended.Exception, TaskScheduler.Default);
        return isAnswered;
    }

    private static async Task AssertImportedAsync(HttpClient administrator, string mark) =>
        Assert.Equal(200, (await administrator.ImportAsync(Seed.Of("Big Corporation, Inc.", mark, Domains))).Status);

    private static Task<AutomuaProgram> StartAsync(AdministeredDatabase database) =>
        AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = database.Uri });
}
