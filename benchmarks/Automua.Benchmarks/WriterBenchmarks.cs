using Automua.Core.Autoconfig;
using Automua.Core.Autodiscover;
using Automua.Core.Mobileconfig;
using Automua.Core.Model;
using BenchmarkDotNet.Attributes;

namespace Automua.Benchmarks;

/// <summary>What each dialect costs for a domain with four servers.</summary>
[MemoryDiagnoser]
public class WriterBenchmarks
{
    private static readonly MailAccount Account = new(
        DomainName.Parse("example.com"),
        new DomainConfiguration(
            DomainName.Parse("example.com"),
            new Provider("Example Inc.", "Example"),
            [
                Server(MailServerType.Imap, "imap.example.com", 993),
                Server(MailServerType.Imap, "imap.example.com", 143),
                Server(MailServerType.Pop, "pop.example.com", 995),
                Server(MailServerType.Smtp, "smtp.example.com", 465),
            ],
            []),
        EmailAddress.Parse("user@example.com"));

    private readonly ReusedBuffer _buffer = new();

    [Benchmark]
    public int Autoconfig()
    {
        _buffer.Clear();
        AutoconfigWriter.Write(Account, _buffer);
        return _buffer.Length;
    }

    [Benchmark]
    public int Autodiscover()
    {
        _buffer.Clear();
        AutodiscoverWriter.Write(Account, _buffer);
        return _buffer.Length;
    }

    [Benchmark]
    public int Mobileconfig()
    {
        _buffer.Clear();
        ProfileWriter.Write(Account, _buffer);
        return _buffer.Length;
    }

    private static MailServer Server(MailServerType type, string host, int port) =>
        new(type, Template.Parse(host), port, MailServer.DefaultSecurity(type, port));
}
