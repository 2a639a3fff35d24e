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

    private static readonly string[] Names = Imports.Names(4000);
    private static readonly string[] Others = Imports.Names(30, "other.example");

    [Fact]
    public async Task Killed_imports_leave_whole_domains_and_the_next_one_finishes()
    {
        string connection = await azurite.NewAccountAsync();
        await using OpenedTables tables = await OpenedTables.OpenAsync(connection);
        await ImportAsync(tables, Document("other", Others));
        await ImportAsync(tables, Document("m0", Names));
        Random random = new();
        int unfinished = 0;
        for (int round = 1; round <= Kills; round++)
        {
            string mark = $"m{round}";
            await using AutomuaProgram program = await AutomuaProgram.StartAsync(new() { ["AUTOMUA_DB_URI"] = connection });
            using HttpClient administrator = program.NewAdministrator();
            Task<(int Status, JsonElement Body)> import = administrator.ImportAsync(Document(mark, Names));
            // Most are killed when a certain domain is new, early or late in the import; the others at any time.
            string watched = Names[random.Next(Names.Length / 2)];
            if (round % 4 == 0)
                await Task.WhenAny(import, Task.Delay(random.Next(400)));
            else
                while (!import.IsCompleted && await tables.MarkAsync(watched) != mark)
                    await Task.Yield();
            bool isAnswered = import.IsCompletedSuccessfully;
            await program.KillAsync();
            await import.ContinueWith(ended => ended.Exception, TaskScheduler.Default);

            HashSet<string> marks = await WholeMarksAsync(tables);
            Assert.DoesNotContain("other", marks);
            if (isAnswered)
                Assert.Equal([mark], marks);
            if (marks.Count > 1)
                unfinished++;
        }

        Assert.True(unfinished > Kills / 4, $"Only {unfinished} of {Kills} imports were killed at work.");

        ImportResult last = await ImportAsync(tables, Document("last", Names));
        Assert.Equal(new ImportCounts(0, Names.Length, 0, 0), Assert.IsType<Imported>(last).Domains);
        Assert.Equal(["last"], await WholeMarksAsync(tables));
        // The domains that no document named since hold what the provider is now.
        foreach (string other in Others)
        {
            DomainConfiguration found = await tables.FoundAsync(other);
            Assert.Equal("last", found.Provider.Organization);
            Assert.Equal("imap.other.example", found.Incoming[0].Host.Text);
        }

        DomainLookup host = await tables.Store.FindProviderAsync(
            DomainName.Parse("last.hosts.example"), ProviderNameKind.Host, CancellationToken.None);
        Assert.Equal("last", Assert.IsType<DomainFound>(host).Configuration.Provider.Organization);
        for (int round = 0; round <= Kills; round++)
        {
            Assert.Same(DomainNotFound.Instance, await tables.Store.FindProviderAsync(
                DomainName.Parse($"m{round}.hosts.example"), ProviderNameKind.Host, CancellationToken.None));
        }

        Assert.Equal(new StoreCounts(1, Names.Length + Others.Length), await tables.Store.PurgeAsync(CancellationToken.None));
    }

    // Every mark there is. One and the same mark is in a domain's servers and in what its answer says of the provider.
    private static async Task<HashSet<string>> WholeMarksAsync(OpenedTables tables)
    {
        HashSet<string> marks = [];
        int count = 0;
        foreach (string partition in EntityKey.DomainPartitions)
        {
            await foreach (TableEntity entity in tables.Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}")))
            {
                StoredAnswer answer = AnswerReader.ReadAnswer(entity);
                if (entity.RowKey.EndsWith(".other.example", StringComparison.Ordinal))
                    continue;
                string mark = answer.Provider.Organization!;
                Assert.Equal(Imports.Servers(mark).Mail, answer.Servers.Mail);
                marks.Add(mark);
                count++;
            }
        }

        Assert.Equal(Names.Length, count);
        Assert.Contains((await tables.FoundAsync(Names[0])).Provider.Organization!, marks);
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
