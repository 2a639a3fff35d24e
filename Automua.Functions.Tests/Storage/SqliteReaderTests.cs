using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage;
using Automua.Functions.Storage.Sql;
using Automua.Functions.Tests.Running;
using Automua.Functions.Tests.Storage.Caching;
using Microsoft.Extensions.DependencyInjection;

namespace Automua.Functions.Tests.Storage;

/// <summary>Connections from which SQLite is read stay open between look-ups, and are not kept for ever.</summary>
public sealed class SqliteReaderTests : IDisposable
{
    private readonly string _directory = AutomuaProgram.NewDirectory();
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_file_that_is_put_into_the_place_of_another_is_read_within_two_minutes()
    {
        await using ServiceProvider services = Open("served.sqlite");
        await using (ServiceProvider other = Open("other.sqlite"))
        {
            await CacheFixture.StoreAsync(await PreparedAsync(services), "before", "example.com");
            await CacheFixture.StoreAsync(await PreparedAsync(other), "after", "example.com");
        }

        Assert.Equal("before", await MarkAsync(services));
        // With all that was written in the one file, whose name another one gets.
        Assert.Empty(Directory.GetFiles(_directory, "other.sqlite-*"));
        File.Delete(PathOf("served.sqlite-wal"));
        File.Delete(PathOf("served.sqlite-shm"));
        File.Move(PathOf("other.sqlite"), PathOf("served.sqlite"), overwrite: true);
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("after", await MarkAsync(services));
    }

    [Fact]
    public async Task A_look_up_takes_the_connection_and_the_statement_of_the_one_before()
    {
        await using ServiceProvider services = Open("served.sqlite");
        SqliteDialect dialect = services.GetRequiredService<SqliteDialect>();
        SqliteReader first = Assert.IsType<SqliteReader>(await dialect.OpenReaderAsync(CancellationToken.None));
        SqliteReader second = Assert.IsType<SqliteReader>(await dialect.OpenReaderAsync(CancellationToken.None));
        Assert.NotSame(first, second);
        Assert.Same(dialect.RepeatedCommand(first, "SELECT 1"), dialect.RepeatedCommand(first, "SELECT 1"));
        Assert.NotSame(dialect.RepeatedCommand(first, "SELECT 1"), dialect.RepeatedCommand(first, "SELECT 2"));
        await dialect.CloseAsync(first);
        await dialect.CloseAsync(second);
        Assert.Same(second, await dialect.OpenReaderAsync(CancellationToken.None));
        await dialect.CloseAsync(second);
    }

    private string PathOf(string file) => Path.Combine(_directory, file);

    private ServiceProvider Open(string file) => new ServiceCollection()
        .AddSingleton<TimeProvider>(_time)
        .AddLogging().AddConfigurationStore(new SqliteUri(PathOf(file)), echo: false).BuildServiceProvider();

    private static async Task<IConfigurationStore> PreparedAsync(ServiceProvider services)
    {
        await services.GetRequiredService<IStorePreparation>().PrepareAsync(CancellationToken.None);
        return services.GetRequiredService<IConfigurationStore>();
    }

    private static async Task<string?> MarkAsync(ServiceProvider services) =>
        await services.GetRequiredService<IConfigurationStore>().FindAsync(
            DomainName.Parse("example.com"), DomainMatch.Any, CancellationToken.None) is DomainFound(var found)
            ? found.Incoming[0].Host.Text.Split('.')[1]
            : null;
}
