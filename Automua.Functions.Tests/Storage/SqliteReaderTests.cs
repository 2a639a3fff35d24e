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
        Assert.Same(dialect.KeptCommand(first, "SELECT 1"), dialect.KeptCommand(first, "SELECT 1"));
        Assert.NotSame(dialect.KeptCommand(first, "SELECT 1"), dialect.KeptCommand(first, "SELECT 2"));
        await dialect.CloseAsync(first);
        await dialect.CloseAsync(second);
        Assert.Same(second, await dialect.OpenReaderAsync(CancellationToken.None));
        await dialect.CloseAsync(second);
    }

    [Fact]
    public async Task Look_ups_one_after_the_other_share_a_connection()
    {
        await using ServiceProvider services = Open("served.sqlite");
        await CacheFixture.StoreAsync(await PreparedAsync(services), "one", "example.com");
        for (int i = 0; i < 100; i++)
            Assert.Equal("one", await MarkAsync(services));
        int open = Directory.GetFiles("/proc/self/fd").Count(file => File.ResolveLinkTarget(file, returnFinalTarget: false)?.FullName == PathOf("served.sqlite"));
        // The one that wrote is in the pool.
        Assert.InRange(open, 1, 3);
    }

    [Fact]
    public async Task Look_ups_at_once_have_a_connection_each()
    {
        string[] domains = [.. Enumerable.Range(1, 60).Select(labels => $"{string.Concat(Enumerable.Repeat("a.", labels))}example")];
        await using ServiceProvider services = Open("served.sqlite");
        IConfigurationStore store = await PreparedAsync(services);
        foreach (string domain in domains)
            await CacheFixture.StoreAsync(store, $"of{domain.Length}", domain);
        await Parallel.ForEachAsync(
            Enumerable.Repeat(domains, 20).SelectMany(all => all),
            new ParallelOptions { MaxDegreeOfParallelism = 64 },
            async (domain, cancellation) =>
            {
                await Task.Yield();
                DomainLookup found = await store.FindAsync(DomainName.Parse(domain), DomainMatch.Any, cancellation);
                Assert.Equal($"imap.of{domain.Length}.example", Assert.IsType<DomainFound>(found).Configuration.Incoming[0].Host.Text);
                Assert.IsType<DomainNotFound>(await store.FindAsync(DomainName.Parse($"{domain}.unknown"), DomainMatch.Any, cancellation));
            });
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
