using System.Collections.Immutable;
using System.Net;
using DnsClient;
using DnsClient.Protocol;

namespace Automua.Functions.Checking;

/// <summary>Asks DNS, and keeps nothing.</summary>
internal sealed class Resolver
{
    /// <summary>The most aliases that are followed: some lead in circles.</summary>
    public const int LongestChain = 8;

    private const int Attempts = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    private readonly LookupClient _client;

    private volatile bool _hasAnswered;

    /// <summary>Makes a resolver.</summary>
    /// <param name="server">The server to ask; null for this machine's own.</param>
    /// <exception cref="NameServerDownException">This machine has none.</exception>
    public Resolver(IPEndPoint? server)
    {
        LookupClientOptions options = server is null ? new() : new(server);
        options.UseCache = false;
        // Datagrams get lost.
        options.Timeout = Patience;
        options.Retries = Attempts - 1;
        try
        {
            _client = new LookupClient(options);
        }
        catch (InvalidOperationException)
        {
            throw new NameServerDownException("This machine has no DNS server; name one, by --dns ADDRESS or for the service itself by check_dns.");
        }

        Description = server?.ToString() ?? "this machine's own";
    }

    /// <summary>Which server is asked, for people.</summary>
    public string Description { get; }

    /// <summary>The records of a type under a name; none when there is no such name.</summary>
    /// <exception cref="UnresolvedNameException">The server does not know and cannot find out.</exception>
    /// <exception cref="NameServerDownException">The server does not answer, and has answered nothing before.</exception>
    public async Task<ImmutableArray<T>> AskAsync<T>(string name, QueryType type, CancellationToken cancellation)
        where T : DnsResourceRecord
    {
        IDnsQueryResponse response;
        try
        {
            response = await _client.QueryAsync($"{name}.", type, cancellationToken: cancellation);
        }
        catch (DnsResponseException problem) when (!cancellation.IsCancellationRequested)
        {
            string told = problem.Code == DnsResponseCode.ConnectionTimeout
                ? $"does not answer within {Attempts * Patience.TotalSeconds} seconds"
                : $"cannot be asked: {Printable.Of((problem.InnerException ?? problem).Message).TrimEnd('.')}";
            // A server that is there may yet have no answer for one of many names.
            throw _hasAnswered
                ? new UnresolvedNameException($"cannot be looked up: the DNS server ({Description}) {told}")
                : new NameServerDownException($"The DNS server ({Description}) {told}.");
        }
        catch (ArgumentException)
        {
            throw new UnresolvedNameException("cannot be looked up: an alias leads to what is no name");
        }

        _hasAnswered = true;
        return response.Header.ResponseCode is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain
            ? [.. response.Answers.OfType<T>()]
            : throw new UnresolvedNameException(
                $"cannot be looked up: the DNS server ({Description}) answers {response.Header.ResponseCode}");
    }

    /// <summary>A host's addresses, through aliases; none when it has none.</summary>
    /// <exception cref="UnresolvedNameException">The server does not know and cannot find out.</exception>
    /// <exception cref="NameServerDownException">No server answers.</exception>
    public async Task<ImmutableArray<IPAddress>> AddressesOfAsync(string host, CancellationToken cancellation)
    {
        string name = host;
        // A server that holds the zones itself tells the alias and, of other zones, not what is behind it.
        for (int hop = 0; hop < LongestChain; hop++)
        {
            ImmutableArray<DnsResourceRecord> four = await AskAsync<DnsResourceRecord>(name, QueryType.A, cancellation);
            ImmutableArray<DnsResourceRecord> six = await AskAsync<DnsResourceRecord>(name, QueryType.AAAA, cancellation);
            ImmutableArray<IPAddress> addresses =
                [.. four.Concat(six).OfType<AddressRecord>().Select(record => record.Address)];
            if (!addresses.IsEmpty || four.OfType<CNameRecord>().LastOrDefault() is not { } alias)
                return addresses;
            name = TextOf(alias.CanonicalName);
        }

        return [];
    }

    /// <summary>
    /// A name in DNS as text: lower case, without the last dot, and without what could steer a terminal; empty for the root.
    /// </summary>
    public static string TextOf(DnsString name) =>
        Printable.Of(name.Value.TrimEnd('.').ToLowerInvariant()).Replace(' ', '?');
}
