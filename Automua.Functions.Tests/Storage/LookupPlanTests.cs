using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage.Sql;
using Automua.Functions.Tests.Documents;
using Automua.Functions.Tests.Running;
using Microsoft.Data.Sqlite;

namespace Automua.Functions.Tests.Storage;

/// <summary>What a look-up costs must not grow with the number of domains: SQLite's own plan says whether it reads a whole table.</summary>
public sealed class LookupPlanTests
{
    [Fact]
    public async Task A_look_up_is_one_statement_that_reads_no_table_through()
    {
        foreach (DomainMatch widest in Enum.GetValues<DomainMatch>())
            await AssertPlanAsync(store => store.FindAsync(DomainName.Parse("a.b.example.com"), widest, CancellationToken.None));
    }

    [Theory]
    [InlineData(ProviderNameKind.Host)]
    [InlineData(ProviderNameKind.MailExchanger)]
    public Task A_provider_is_found_so_too(ProviderNameKind kind) =>
        AssertPlanAsync(store => store.FindProviderAsync(DomainName.Parse("mx.example.com"), kind, CancellationToken.None));

    [Theory]
    [InlineData(null)]
    [InlineData("example.com")]
    public async Task A_page_of_domains_is_one_statement_that_sorts_nothing(string? after) => AssertSortsNothing(
        await PlanAsync(store => store.ListDomainsAsync(new DomainQuery(100) { After = after }, CancellationToken.None)));

    [Theory]
    [InlineData(null)]
    [InlineData("example.com")]
    public async Task A_page_of_a_providers_domains_reads_no_others_and_sorts_nothing(string? after)
    {
        List<string> steps = await PlanAsync(
            store => store.ListDomainsAsync(new DomainQuery(100) { After = after, Provider = "One" }, CancellationToken.None),
            statement => statement.Contains("FROM domain", StringComparison.Ordinal));
        AssertSortsNothing(steps);
        Assert.Contains(steps, step => step.Contains("automua_domain_provider_order (provider_id=?", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_domain_that_is_put_reads_one_of_its_providers_domains()
    {
        DomainEntry entry = new(DomainPattern.Parse("new.example"), "One", Imports.Servers("one"), null);
        List<string> steps = await PlanAsync(
            store => store.PutDomainAsync(entry, _ => true, CancellationToken.None),
            statement => statement.Contains("WHERE d.provider_id", StringComparison.Ordinal));
        Assert.Contains(steps, step => step.Contains("automua_domain_provider (provider_id=?)", StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.Contains("TEMP", StringComparison.Ordinal));
    }

    private static void AssertSortsNothing(List<string> steps)
    {
        Assert.All(steps, step => Assert.Contains(" USING ", step, StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.Contains("TEMP", StringComparison.Ordinal));
    }

    private static async Task AssertPlanAsync(Func<SqlConfigurationStore, Task<DomainLookup>> find) =>
        // These hold the one row that was found.
        Assert.DoesNotContain(
            await PlanAsync(find),
            step => step.StartsWith("SCAN", StringComparison.Ordinal) && step is not ("SCAN d" or "SCAN known" or "SCAN few"));

    // The plan of the one statement that is meant, of all that are run.
    private static async Task<List<string>> PlanAsync(Func<SqlConfigurationStore, Task> ask, Func<string, bool>? isMeant = null)
    {
        List<string> steps = [];
        string directory = AutomuaProgram.NewDirectory();
        Statements statements = new();
        using (SqliteDialect dialect = new(new SqliteUri(Path.Combine(directory, "plan.sqlite")), TimeProvider.System))
        {
            await Migrator.MigrateAsync(dialect, null, CancellationToken.None);
            using SqlConfigurationStore store = new(dialect, statements);
            await store.ImportAsync(Imports.Of("One", Imports.Servers("one"), "a.example"), ImportMode.Merge, CancellationToken.None);
            statements.Shown.Clear();
            await ask(store);
            string statement = Assert.Single(statements.Shown, shown => isMeant?.Invoke(shown) ?? true);

            await using SqliteConnection connection = (SqliteConnection)await dialect.OpenAsync(CancellationToken.None);
            await using SqliteCommand explain = connection.CreateCommand();
            explain.CommandText = $"{dialect.CreateTemporaryTable(KnownProviders.Table, "id INTEGER NOT NULL PRIMARY KEY")}; EXPLAIN QUERY PLAN {statement}";
            for (int i = 0; statement.Contains($"@p{i}", StringComparison.Ordinal); i++)
                explain.Parameters.AddWithValue($"@p{i}", "example.com");
            await using SqliteDataReader row = await explain.ExecuteReaderAsync();
            while (await row.ReadAsync())
                steps.Add(row.GetString(3));
            Assert.NotEmpty(steps);
        }

        Directory.Delete(directory, recursive: true);
        return steps;
    }

    private sealed class Statements : ISqlEcho
    {
        public List<string> Shown { get; } = [];

        public void Show(string sql) => Shown.Add(sql);
    }
}
