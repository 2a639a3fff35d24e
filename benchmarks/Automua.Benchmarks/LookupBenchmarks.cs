using Automua.Core.Documents;
using Automua.Core.Model;
using Automua.Core.Storage;
using Automua.Functions.Configuration;
using Automua.Functions.Storage.Sql;
using BenchmarkDotNet.Attributes;

namespace Automua.Benchmarks;

/// <summary>What a look-up in SQLite costs, uncached, among few and many domains.</summary>
[MemoryDiagnoser]
public class LookupBenchmarks
{
    private readonly string _directory = Directory.CreateTempSubdirectory("automua-benchmark-").FullName;
    private readonly DomainName _known = DomainName.Parse("domain-1.example");
    private readonly DomainName _unknown = DomainName.Parse("unknown.example");
    private SqliteDialect _dialect = null!;
    private SqlConfigurationStore _store = null!;

    [Params(10, 10_000)]
    public int Domains { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        _dialect = new SqliteDialect(new SqliteUri(Path.Combine(_directory, "benchmark.sqlite")), TimeProvider.System);
        _store = new SqlConfigurationStore(_dialect, null);
        await _dialect.UseWriteAheadLogAsync(CancellationToken.None);
        await Migrator.MigrateAsync(_dialect, null, CancellationToken.None);
        await _store.ImportAsync(Document(), ImportMode.Merge, CancellationToken.None);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _dialect.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Benchmark]
    public Task<DomainLookup> Known() => _store.FindAsync(_known, DomainMatch.Any, CancellationToken.None);

    [Benchmark]
    public Task<DomainLookup> Unknown() => _store.FindAsync(_unknown, DomainMatch.Any, CancellationToken.None);

    private ImportDocument Document()
    {
        ImportedServers servers = new(
            [
                Server(MailServerType.Imap, 993), Server(MailServerType.Imap, 143), Server(MailServerType.Pop, 995),
                Server(MailServerType.Smtp, 465),
            ],
            []);
        IEnumerable<ImportedDomain> domains = Enumerable.Range(0, Domains)
            .Select(i => new ImportedDomain(DomainPattern.Parse($"domain-{i}.example"), servers, null, ""));
        return new ImportDocument([new ImportedProvider(new Provider("Example Inc.", "Example"), [.. domains], "")], []);
    }

    private static MailServer Server(MailServerType type, int port) =>
        new(type, Template.Parse("mail.example.com"), port, MailServer.DefaultSecurity(type, port));
}
