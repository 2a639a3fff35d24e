using System.Text.Json;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;

namespace Automua.Functions.Tests.Storage;

/// <summary>A program that is killed while it imports: the database is as it was before, or holds the whole document.</summary>
public sealed class CrashTests
{
    private const int Count = 30_000;

    private static readonly string Document = Seed.Of("Big Corporation, Inc.", "new", ["example.com", .. Imports.Names(Count)]);

    // The write-ahead log's size tells how far the import is: pages that do not fit into memory, then all of them.
    [Theory]
    [InlineData(1)]
    [InlineData(600_000)]
    [InlineData(3_000_000)]
    [InlineData(4_500_000)]
    [InlineData(long.MaxValue)]
    public async Task A_killed_import_leaves_the_old_state_or_the_new_one(long logSize)
    {
        await using AutomuaProgram program = await AutomuaProgram.StartAsync();
        await program.StoreSampleDataAsync();
        SqliteFile database = new(program.DatabaseFile);
        string[] before = ReferenceDatabase.Everything(database);
        FileInfo log = new($"{database.Path}-wal");
        log.Refresh();
        long start = log.Exists ? log.Length : 0;

        using HttpClient administrator = program.NewAdministrator();
        Task<(int Status, JsonElement Body)> import = administrator.ImportAsync(Document);
        await program.UntilAsync(() =>
        {
            log.Refresh();
            return import.IsCompleted || (logSize != long.MaxValue && log.Exists && log.Length - start >= logSize);
        });
        bool isAnswered = import.IsCompletedSuccessfully;
        await program.KillAsync();
        if (isAnswered)
            Assert.Equal(200, (await import).Status);
        else
            await import.ContinueWith(ended => ended.Exception, TaskScheduler.Default);

        await using AutomuaProgram next = await AutomuaProgram.StartAsync(directory: program.Directory);
        database.AssertWhole();
        bool isNew = database.Number("SELECT COUNT(*) FROM domain") != 3;
        Assert.True(isNew || !isAnswered, "An import that was answered is gone.");
        if (!isNew)
            Assert.Equal(before, ReferenceDatabase.Everything(database));
        string host = (await next.Client.AutoconfigAsync("example.com")).Servers()[0].Split(' ', ':')[1];
        Assert.Equal(isNew ? "imap.new.example" : "imap1.example.com", host);
        Assert.Equal(isNew ? 200 : 404, await next.Client.AutoconfigStatusAsync("d0.many.example"));
        Assert.Equal(isNew ? 200 : 404, await next.Client.AutoconfigStatusAsync($"d{Count - 1}.many.example"));

        // What was lost can be imported again, and then all of it is there.
        using HttpClient nextAdministrator = next.NewAdministrator();
        (int status, JsonElement answer) = await nextAdministrator.ImportAsync(Document);
        Assert.Equal(200, status);
        Assert.Equal(isNew ? [0, 0, Count + 1, 0] : [Count, 1, 0, 0], answer.Counts("domains"));
        Assert.Equal(Count + 3, database.Number("SELECT COUNT(*) FROM domain"));
        database.AssertWhole();
    }
}
