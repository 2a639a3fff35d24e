using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Storage.AzureTables;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Hosting;
using Azure;
using Azure.Data.Tables;

namespace Automua.Functions.Tests.Storage;

/// <summary>Several programs on one table, programs that died there, and a table that does not answer.</summary>
public sealed class AzureTablesTogetherTests(Azurite azurite)
{
    private static readonly string[] ManyNames = Imports.Names(1500);

    [Fact]
    public async Task Of_two_programs_that_import_the_same_domains_one_is_last_for_all_of_them()
    {
        string connection = await azurite.NewAccountAsync();
        await using OpenedTables left = await OpenedTables.OpenAsync(connection);
        await using OpenedTables right = await OpenedTables.OpenAsync(connection);
        ImportResult[] results = await Task.WhenAll(
            Task.Run(() => left.ImportAsync(Imports.Of("One", Imports.Servers("left"), ManyNames))),
            Task.Run(() => right.ImportAsync(Imports.Of("One", Imports.Servers("right"), ManyNames))));

        ImportCounts[] domains = [.. results.Select(result => Assert.IsType<Imported>(result).Domains.Counts)];
        int first = Array.IndexOf(domains, new ImportCounts(ManyNames.Length, 0, 0, 0));
        Assert.InRange(first, 0, 1);
        Assert.Equal(new ImportCounts(0, ManyNames.Length, 0, 0), domains[1 - first]);
        string last = first == 0 ? "right" : "left";
        foreach (string name in ManyNames.Where((_, i) => i % 50 == 0))
            Assert.Equal(last, await left.MarkAsync(name));
    }

    [Fact]
    public async Task What_another_hand_changes_meanwhile_is_not_overwritten()
    {
        await using OpenedTables tables = await OpenedTables.OpenAsync(await azurite.NewAccountAsync());
        await tables.ImportAsync(Imports.Of("One", Imports.Servers("old"), ManyNames));
        string watched = ManyNames[^1];
        using CancellationTokenSource enough = new();
        Task hand = Task.Run(async () =>
        {
            for (int i = 0; !enough.IsCancellationRequested; i++)
            {
                TableEntity entity = await tables.EntityAsync(watched);
                entity["Note"] = i;
                await tables.Table.UpdateEntityAsync(entity, ETag.All, TableUpdateMode.Replace);
            }
        });
        StoreUnavailableException problem = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => tables.ImportAsync(Imports.Of("One", Imports.Servers("new"), ManyNames)));
        Assert.Contains("somebody else", problem.Message, StringComparison.Ordinal);
        Assert.Equal("old", await tables.MarkAsync(watched));
        await enough.CancelAsync();
        await hand;

        await tables.ImportAsync(Imports.Of("One", Imports.Servers("new"), ManyNames));
        foreach (string name in ManyNames.Where((_, i) => i % 50 == 0).Append(watched))
            Assert.Equal("new", await tables.MarkAsync(name));
    }

    [Fact]
    public async Task The_turn_of_a_program_that_died_ends_and_its_purge_is_finished()
    {
        await using OpenedTables tables = await OpenedTables.OpenAsync(await azurite.NewAccountAsync());
        await tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example"));
        await LeaveAsync(tables, UnfinishedWork.Purge);
        TableEntity gone = await tables.EntityAsync("a.example");
        await tables.Table.DeleteEntityAsync(gone.PartitionKey, gone.RowKey);

        await tables.ImportAsync(Imports.Of("Two", Imports.Servers("two"), "c.example"));
        Assert.Same(DomainNotFound.Instance, await tables.FindAsync("b.example"));
        Assert.Equal("two", await tables.MarkAsync("c.example"));
        Assert.Equal(new StoreCounts(1, 1), await tables.Store.PurgeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_creation_that_was_broken_off_can_be_done_again()
    {
        await using OpenedTables tables = await OpenedTables.OpenAsync(await azurite.NewAccountAsync());
        await tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example"), ImportMode.Create);
        await LeaveAsync(tables, UnfinishedWork.Create);
        Assert.Equal(
            new Imported(new ImportChanges(["Two"], [], 0, []), new ImportChanges(["c.example"], [], 0, [])),
            await tables.ImportAsync(Imports.Of("Two", Imports.Servers("two"), "c.example"), ImportMode.Create));
        Assert.Same(DomainNotFound.Instance, await tables.FindAsync("a.example"));
        Assert.Same(StoreNotEmpty.Instance, await tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), "a.example"), ImportMode.Create));
    }

    [Fact]
    public async Task A_replacement_that_was_broken_off_is_mended_by_the_next_import()
    {
        await using OpenedTables tables = await OpenedTables.OpenAsync(await azurite.NewAccountAsync());
        await tables.ImportAsync(Imports.Of("One", Imports.Servers("one"), "a.example", "b.example", "c.example"));
        await LeaveAsync(tables, UnfinishedWork.Merge);
        TableEntity provider = await tables.Table.GetEntityAsync<TableEntity>(EntityKey.Providers, EntityKey.OfProvider(1).Row);
        provider[ProviderHead.PendingProperty] = true;
        await tables.Table.UpdateEntityAsync(provider, provider.ETag, TableUpdateMode.Replace);
        TableEntity gone = await tables.EntityAsync("a.example");
        await tables.Table.DeleteEntityAsync(gone.PartitionKey, gone.RowKey);

        await tables.ImportAsync(Imports.Of("Two", Imports.Servers("two"), "d.example"));
        Assert.Equal(["c.example"], (await tables.FoundAsync("b.example")).Siblings.Select(sibling => sibling.Value));
        Assert.Equal(
            new Imported(new ImportChanges([], [], 1, ["One"]), new ImportChanges([], [], 1, ["b.example", "c.example"])),
            await tables.ImportAsync(Imports.Of("Two", Imports.Servers("two"), "d.example"), ImportMode.Replace));
    }

    [Fact]
    public async Task A_table_that_does_not_answer_is_a_store_in_trouble()
    {
        await using OpenedTables tables = OpenedTables.Of(
            $"AccountName=mail;AccountKey=c2VjcmV0a2V5;TableEndpoint=http://127.0.0.1:{FreePort.Next()}/mail");
        Func<Task>[] asked =
        [
            () => tables.Preparation.PrepareAsync(CancellationToken.None),
            () => tables.FindAsync("example.com"),
            () => tables.Store.FindProviderAsync(DomainName.Parse("example.com"), ProviderNameKind.MailExchanger, CancellationToken.None),
            () => tables.Store.HoldsDataAsync(CancellationToken.None),
        ];
        foreach (Func<Task> ask in asked)
            AssertTrouble(await Assert.ThrowsAsync<StoreUnavailableException>(ask));
    }

    [Fact]
    public async Task A_wrong_key_and_a_missing_table_are_a_store_in_trouble()
    {
        string connection = await azurite.NewAccountAsync();
        await using OpenedTables unprepared = OpenedTables.Of(connection);
        AssertTrouble(await Assert.ThrowsAsync<StoreUnavailableException>(() => unprepared.Store.HoldsDataAsync(CancellationToken.None)));
        AssertTrouble(await Assert.ThrowsAsync<StoreUnavailableException>(
            () => unprepared.ImportAsync(Imports.Of("One", Imports.Servers("one"), "a.example"))));

        string key = connection.Split(';').Single(part => part.StartsWith("AccountKey=", StringComparison.Ordinal));
        await using OpenedTables locked = OpenedTables.Of(connection.Replace(key, "AccountKey=c2VjcmV0a2V5", StringComparison.Ordinal));
        StoreUnavailableException refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => locked.Preparation.PrepareAsync(CancellationToken.None));
        AssertTrouble(refused);
        AssertTrouble(await Assert.ThrowsAsync<StoreUnavailableException>(() => locked.ExportAsync()));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    private static void AssertTrouble(StoreUnavailableException problem)
    {
        Assert.StartsWith("Azure Table Storage, table automua of the storage account ", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.DoesNotContain("c2VjcmV0a2V5", problem.Message, StringComparison.Ordinal);
    }

    // As a program leaves it that dies at work.
    private static async Task LeaveAsync(OpenedTables tables, UnfinishedWork work)
    {
        TableEntity writer = await tables.Table.GetEntityAsync<TableEntity>(EntityKey.Writer.Partition, EntityKey.Writer.Row);
        writer["Owner"] = "a program that died";
        writer["Work"] = work.ToString();
        await tables.Table.UpdateEntityAsync(writer, ETag.All, TableUpdateMode.Replace);
    }
}
