using Automua.Core.Model;
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
        string directory = AutomuaProgram.NewDirectory();
        Statements statements = new();
        using (SqliteDialect dialect = new(new SqliteUri(Path.Combine(directory, "plan.sqlite"))))
        {
            await Migrator.MigrateAsync(dialect, null, CancellationToken.None);
            using SqlConfigurationStore store = new(dialect, statements);
            await store.FindAsync(DomainName.Parse("example.com"), CancellationToken.None);
            string statement = Assert.Single(statements.Shown);

            await using SqliteConnection connection = (SqliteConnection)await dialect.OpenAsync(CancellationToken.None);
            await using SqliteCommand explain = connection.CreateCommand();
            explain.CommandText = $"EXPLAIN QUERY PLAN {statement}";
            explain.Parameters.AddWithValue("@p0", "example.com");
            explain.Parameters.AddWithValue("@p1", "example.com");
            await using SqliteDataReader row = await explain.ExecuteReaderAsync();
            List<string> steps = [];
            while (await row.ReadAsync())
                steps.Add(row.GetString(3));
            Assert.NotEmpty(steps);
            Assert.DoesNotContain(steps, step => step.StartsWith("SCAN", StringComparison.Ordinal));
        }

        Directory.Delete(directory, recursive: true);
    }

    private sealed class Statements : ISqlEcho
    {
        public List<string> Shown { get; } = [];

        public void Show(string sql) => Shown.Add(sql);
    }
}
