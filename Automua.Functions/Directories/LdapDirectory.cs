using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Automua.Core.Directories;
using Automua.Core.Model;
using Automua.Functions.Outages;
using Microsoft.Extensions.Caching.Memory;
using ZiggyCreatures.Caching.Fusion;

namespace Automua.Functions.Directories;

/// <summary>
/// One LDAP server as it is configured: its connections, its last answers, and whether it answers at all. A mailbox that it does
/// not know takes as long as one that it knows: either is one search.
/// </summary>
internal sealed class LdapDirectory : IDisposable
{
    private const int KeyOctets = 32;
    private const int LongestValue = 1_024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SearchFilter _filter;
    private readonly string[] _attributes;
    private readonly DirectoryMetrics _metrics;
    private readonly DirectoryLog _log;
    private readonly TimeProvider _time;
    private readonly LdapPool _pool;
    private readonly Breaker _breaker;
    private readonly FusionCache _answers;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(KeyOctets);

    /// <summary>Makes what is needed to ask; opens no connection.</summary>
    /// <exception cref="DirectoryUnavailableException">The filter is none.</exception>
    public LdapDirectory(DirectoryServer server, LdapTrust trust, TimeProvider time, DirectoryMetrics metrics, DirectoryLog log)
    {
        Server = server;
        _filter = SearchFilter.TryParse(server.SearchFilter, out SearchFilter? filter, out string? error)
            ? filter
            : throw new DirectoryUnavailableException($"{server}: search_filter {error}");
        _attributes = server.CnAttribute is { } cn ? [server.UidAttribute, cn] : [server.UidAttribute];
        _metrics = metrics;
        _log = log;
        _time = time;
        _pool = new LdapPool(cancellation => LdapConnection.OpenAsync(server, trust, cancellation), time);
        _breaker = new Breaker(time, DirectoryLimits.Pause);
        _answers = new FusionCache(
            new FusionCacheOptions { DefaultEntryOptions = new() { Size = 1, Duration = DirectoryLimits.KnownTimeToLive }, DisableTagging = true },
            new MemoryCache(new MemoryCacheOptions { SizeLimit = DirectoryLimits.MostAnswers }));
    }

    /// <summary>How it is configured.</summary>
    public DirectoryServer Server { get; }

    /// <summary>Asks for a mailbox.</summary>
    /// <exception cref="DirectoryUnavailableException">The server does not answer, or not what it was asked for.</exception>
    public async ValueTask<DirectoryAccount> FindAsync(EmailAddress address, CancellationToken cancellation)
    {
        string key = KeyOf(address);
        if (_answers.TryGet<DirectoryAccount>(key, token: CancellationToken.None) is { HasValue: true } kept)
            return kept.Value;
        try
        {
            // The question is everybody's who waits for the answer: a client that goes does not end it.
            return await _answers.GetOrSetAsync<DirectoryAccount>(
                key,
                async (context, _) =>
                {
                    DirectoryAccount account = await AskAsync(address);
                    if (account == DirectoryAccount.Unknown)
                        context.Options.Duration = DirectoryLimits.UnknownTimeToLive;
                    return account;
                },
                token: CancellationToken.None).AsTask().WaitAsync(DirectoryLimits.Deadline, _time, cancellation);
        }
        catch (TimeoutException)
        {
            throw Late();
        }
    }

    /// <summary>Closes the connections; those in use when they are given back.</summary>
    /// <remarks>Who asked before may still put an answer into the cache, which is not disposed of.</remarks>
    public void Dispose() => _pool.Dispose();

    private async Task<DirectoryAccount> AskAsync(EmailAddress address)
    {
        if (!_breaker.MayAsk())
            throw new DirectoryUnavailableException($"{Server} did not answer a moment ago");
        long start = Stopwatch.GetTimestamp();
        using CancellationTokenSource deadline = new(DirectoryLimits.Deadline, _time);
        try
        {
            DirectorySearch search = new(Server.SearchBase, _filter, address, _attributes);
            LdapMatch match = await _pool.UseAsync(
                (connection, cancellation) => connection.SearchAsync(search, cancellation), deadline.Token);
            _breaker.Succeeded();
            _metrics.RecordSearch(start, match.First is null ? "not_found" : "found");
            if (match.IsOneOfSeveral)
                _log.SeveralEntries(Server);
            return match.First is { } entry ? Read(entry) : DirectoryAccount.Unknown;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw Failed(start, Late());
        }
        catch (DirectoryUnavailableException problem)
        {
            throw Failed(start, problem);
        }
    }

    private DirectoryUnavailableException Failed(long start, DirectoryUnavailableException problem)
    {
        _metrics.RecordSearch(start, "unavailable");
        _breaker.Failed();
        _log.Unavailable(problem.Message);
        return problem;
    }

    private DirectoryUnavailableException Late() => new($"{Server} did not answer within {DirectoryLimits.Deadline.TotalSeconds} s");

    private DirectoryAccount Read(LdapEntry entry) => new(
        Read(entry, Server.UidAttribute), Server.CnAttribute is { } cn ? Read(entry, cn) : null);

    private string? Read(LdapEntry entry, string attribute)
    {
        if (!entry.Values.TryGetValue(attribute, out ReadOnlyMemory<byte> value) || value.IsEmpty)
            return null;
        string? problem;
        try
        {
            string text = StrictUtf8.GetString(value.Span);
            problem = text.Length > LongestValue ? $"is longer than {LongestValue} characters" : PlainText.ProblemOf(text);
            if (problem is null)
                return string.IsNullOrWhiteSpace(text) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            problem = "is no UTF-8";
        }

        _log.UnusableValue(Server, attribute, problem);
        return null;
    }

    // No address is kept, nor what would tell it to who can read the memory.
    private string KeyOf(EmailAddress address) =>
        Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(address.Text)));
}
