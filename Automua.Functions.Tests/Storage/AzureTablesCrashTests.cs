using System.Text.Json;
using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Storage.AzureTables;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;
using Azure.Data.Tables;

namespace Automua.Functions.Tests.Storage;

/// <summary>A program that is killed while it imports into Table Storage: every domain is wholly old or wholly new, and the import can be finished.</summary>
public sealed class AzureTablesCrashTests(Azurite azurite)
{
    private const int Kills = 20;

    // One after the other, for the turn of a dead program takes its time to end.
    private const int Tables = 3;

    private static readonly string[] Names = Imports.Names(1600);
    private static readonly string[] Others = Imports.Names(30, "other.example");

    [Fact]
    public async Task Killed_imports_leave_whole_domains_and_the_next_one_finishes()
    {
        string[] connections = await Task.WhenAll(Enumerable.Range(0, Tables).Select(_ => azurite.NewAccountAsync()));
        foreach (string connection in connections)
        {
            await using OpenedTables tables = await OpenedTables.OpenAsync(connection);
            await ImportAsync(tables, Document("other", Others));
            await ImportAsync(tables, Document("m0", Names));
        }

        int unfinished = 0;
        for (int round = 1; round <= Kills; round++)
        {
            if (await KillAsync(connections[round % Tables], $"m{round}", isWatched: round % 4 != 0))
                unfinished++;
        }

        Assert.True(unfinished > Kills / 4, $"Only {unfinished} of {Kills} imports were killed at work.");
        foreach (string connection in connections)
            await FinishAsync(connection);
    }

    // Whether the import was killed when some domains were old and others new.
    private static async Task<bool> KillAsync(string connection, string mark, bool isWatched)
    {
        await using OpenedTables tables = OpenedTables.Of(connection);
        await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = connection });
        using HttpClient administrator = program.NewAdministrator();
        Task<(int Status, JsonElement Body)> import = administrator.ImportAsync(Document(mark, Names));
        bool isAnswered = await IsAnsweredFirstAsync(import, tables, mark, isWatched);
        await program.KillAsync();
        await import.ContinueWith(ended => ended.Exception, TaskScheduler.Default);

        HashSet<string> marks = await WholeMarksAsync(tables);
        Assert.DoesNotContain("other", marks);
        if (isAnswered)
            Assert.Equal([mark], marks);
        return marks.Count > 1;
    }

    // Most are killed when a certain domain is new, early or late in the import; the others at any time.
    private static async Task<bool> IsAnsweredFirstAsync(Task import, OpenedTables tables, string mark, bool isWatched)
    {
        string watched = Names[Random.Shared.Next(Names.Length)];
        if (!isWatched)
            await Task.WhenAny(import, Task.Delay(Random.Shared.Next(400)));
        while (isWatched && !import.IsCompleted && AnswerReader.ReadAnswer(await tables.EntityAsync(watched)).Provider.Organization != mark)
            await Task.Delay(5);
        return import.IsCompletedSuccessfully;
    }

    private static async Task FinishAsync(string connection)
    {
        await using OpenedTables tables = OpenedTables.Of(connection);
        ImportResult last = await ImportAsync(tables, Document("last", Names));
        Assert.Equal(new ImportCounts(0, Names.Length, 0, 0), Assert.IsType<Imported>(last).Domains.Counts);
        Assert.Equal(["last"], await WholeMarksAsync(tables));
        // The domains that no document named since hold what the provider is now.
        foreach (string other in Others)
        {
            DomainConfiguration found = await tables.FoundAsync(other);
            Assert.Equal("last", found.Provider.Organization);
            Assert.Equal("imap.other.example", found.Incoming[0].Host.Text);
        }

        Assert.Equal("last", Assert.IsType<DomainFound>(await FindHostAsync(tables, "last")).Configuration.Provider.Organization);
        for (int round = 0; round <= Kills; round++)
            Assert.Same(DomainNotFound.Instance, await FindHostAsync(tables, $"m{round}"));
        Assert.Equal(new StoreCounts(1, Names.Length + Others.Length), await tables.Store.PurgeAsync(CancellationToken.None));
    }

    private static Task<DomainLookup> FindHostAsync(OpenedTables tables, string mark) =>
        tables.Store.FindProviderAsync(DomainName.Parse($"{mark}.hosts.example"), ProviderNameKind.Host, CancellationToken.None);

    // Every mark there is. One and the same mark is in a domain's servers and in what its answer says of the provider.
    private static async Task<HashSet<string>> WholeMarksAsync(OpenedTables tables)
    {
        HashSet<string> marks = [];
        HashSet<string> answers = [];
        int count = 0;
        foreach (string range in EntityKey.DomainRanges)
        {
            await foreach (TableEntity entity in tables.Table.QueryAsync<TableEntity>(range))
            {
                bool isNew = answers.Add(PackedDocument.DigestOf(entity));
                if (entity.RowKey.EndsWith(".other.example", StringComparison.Ordinal))
                    continue;
                count++;
                if (!isNew)
                    continue;
                StoredAnswer answer = AnswerReader.ReadAnswer(entity);
                string mark = answer.Provider.Organization!;
                Assert.Equal(Imports.Servers(mark).Mail, answer.Servers.Mail);
                marks.Add(mark);
            }
        }

        Assert.Equal(Names.Length, count);
        return marks;
    }

    private static async Task<ImportResult> ImportAsync(OpenedTables tables, string document)
    {
        DocumentReading reading = DocumentReader.Read(System.Text.Encoding.UTF8.GetBytes(document));
        Assert.Empty(reading.Faults);
        return await tables.ImportAsync(reading.Document!);
    }

    private static string Document(string mark, string[] names) => JsonSerializer.Serialize(new
    {
        version = 3,
        providers = (object[])
        [
            new
            {
                id = "big",
                provider = "Big Corporation, Inc.",
                organization = mark,
                hosts = (string[])[$"{mark}.hosts.example"],
                domains = names,
                servers = (object[])[new { type = "imap", name = $"imap.{mark}.example" }, new { type = "smtp", name = $"smtp.{mark}.example" }],
            },
        ],
    });
}
