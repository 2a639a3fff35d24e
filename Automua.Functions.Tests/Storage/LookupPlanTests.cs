using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage.Sql;
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
    public async Task A_page_of_domains_is_one_statement_that_sorts_nothing(string? after)
    {
        List<string> steps = await PlanAsync(
            store => store.ListDomainsAsync(new DomainQuery(100) { After = after }, CancellationToken.None));
        Assert.All(steps, step => Assert.Contains(" USING ", step, StringComparison.Ordinal));
        Assert.DoesNotContain(steps, step => step.Contains("TEMP", StringComparison.Ordinal));
    }

    private static async Task AssertPlanAsync(Func<SqlConfigurationStore, Task<DomainLookup>> find) =>
        // These hold the one row that was found.
        Assert.DoesNotContain(
            await PlanAsync(find),
            step => step.StartsWith("SCAN", StringComparison.Ordinal) && step is not ("SCAN d" or "SCAN known" or "SCAN few"));

    private static async Task<List<string>> PlanAsync(Func<SqlConfigurationStore, Task> ask)
    {
        List<string> steps = [];
        string directory = AutomuaProgram.NewDirectory();
        Statements statements = new();
        using (SqliteDialect dialect = new(new SqliteUri(Path.Combine(directory, "plan.sqlite"))))
        {
            await Migrator.MigrateAsync(dialect, null, CancellationToken.None);
            using SqlConfigurationStore store = new(dialect, statements);
            await ask(store);
            string statement = Assert.Single(statements.Shown);

            await using SqliteConnection connection = (SqliteConnection)await dialect.OpenAsync(CancellationToken.None);
            await using SqliteCommand explain = connection.CreateCommand();
            explain.CommandText = $"EXPLAIN QUERY PLAN {statement}";
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
