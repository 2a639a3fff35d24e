using System.Buffers;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Automua.Core.Directories;
using Automua.Core.Model;
using Automua.Functions.Caching;
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

    // RFC 4515 section 3: what is escaped in a filter that is written as text.
    private static readonly SearchValues<char> FilterCharacters = SearchValues.Create("*()\\");

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SearchFilter _filter;
    private readonly string[] _attributes;
    private readonly DirectoryMetrics _metrics;
    private readonly DirectoryLog _log;
    private readonly TimeProvider _time;
    private readonly LdapPool _pool;
    private readonly Breaker _breaker;
    private readonly MemoryCache _entries = new(new MemoryCacheOptions { SizeLimit = DirectoryLimits.MostAnswers });
    private readonly FusionCache _answers;
    private readonly ClockWatch _clock;
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(KeyOctets);
    private long _lastAsked;
    private Reason _lastTold = new("", 0);

    /// <summary>Makes what is needed to ask; opens no connection.</summary>
    /// <exception cref="UnusableConfigurationException">The filter is none.</exception>
    public LdapDirectory(DirectoryServer server, LdapTrust trust, TimeProvider time, DirectoryMetrics metrics, DirectoryLog log)
    {
        Server = server;
        _filter = SearchFilter.TryParse(server.SearchFilter, out SearchFilter? filter, out string? error)
            ? filter
            : throw new UnusableConfigurationException($"{server}: search_filter {error}");
        _attributes = server.CnAttribute is { } cn ? [server.UidAttribute, cn] : [server.UidAttribute];
        _metrics = metrics;
        _log = log;
        _time = time;
        _lastAsked = time.GetTimestamp();
        _clock = new ClockWatch(time);
        _pool = new LdapPool(server, trust, time);
        _breaker = new Breaker(time, DirectoryLimits.Pause);
        _answers = new FusionCache(
            new FusionCacheOptions { DefaultEntryOptions = new() { Size = 1, Duration = DirectoryLimits.KnownTimeToLive }, DisableTagging = true },
            _entries,
            logger: null,
            new KeyTurns());
    }

    /// <summary>How it is configured.</summary>
    public DirectoryServer Server { get; }

    /// <summary>When it was last asked, or made: a <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long LastAsked => Volatile.Read(ref _lastAsked);

    /// <summary>Asks for a mailbox.</summary>
    /// <exception cref="DirectoryUnavailableException">The server does not answer, or not what it was asked for.</exception>
    public async ValueTask<DirectoryAccount> FindAsync(EmailAddress address, CancellationToken cancellation)
    {
        long start = _time.GetTimestamp();
        Volatile.Write(ref _lastAsked, start);
        // This program sends them as what they are. But there are servers that write a filter as text and read it again.
        if (address.Text.AsSpan().ContainsAny(FilterCharacters))
            return DirectoryAccount.Unknown;
        if (_clock.WasSetBack())
            _entries.Clear();
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
                    // Whoever asked before was not answered, and took the time.
                    if (_time.GetElapsedTime(start) >= DirectoryLimits.Deadline)
                        throw Late();
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
        LdapMatch match;
        try
        {
            DirectorySearch search = new(Server.SearchBase, _filter, address, _attributes);
            match = await _pool.UseAsync((connection, cancellation) => connection.SearchAsync(search, cancellation), deadline.Token);
            if (match.Code is LdapResultCode.Busy or LdapResultCode.Unavailable)
                _breaker.Failed();
            else
                _breaker.Succeeded();
        }
        catch (Exception problem)
        {
            _breaker.Failed();
            DirectoryUnavailableException? reason = problem as DirectoryUnavailableException
                ?? (problem is OperationCanceledException ? Late() : null);
            if (reason is null)
                throw;
            throw Told(start, reason);
        }

        if (match.Code != LdapResultCode.Success)
            throw Told(start, new DirectoryUnavailableException($"{Server} refuses the search: {ReasonOf(match.Code)}"));
        _metrics.RecordSearch(start, match.First is null ? "not_found" : "found");
        if (match.IsOneOfSeveral)
            _log.SeveralEntries(Server);
        return match.First is { } entry ? Read(entry) : DirectoryAccount.Unknown;
    }

    // What is refused once is refused each time, and need not fill the log.
    private DirectoryUnavailableException Told(long start, DirectoryUnavailableException problem)
    {
        _metrics.RecordSearch(start, "unavailable");
        Reason last = _lastTold;
        if (last.Message != problem.Message || _time.GetElapsedTime(last.At) >= DirectoryLimits.Pause)
        {
            _lastTold = new(problem.Message, _time.GetTimestamp());
            _log.Unavailable(problem.Message);
        }

        return problem;
    }

    private DirectoryUnavailableException Late() => new($"{Server} did not answer within {DirectoryLimits.Deadline.TotalSeconds} s");

    private static string ReasonOf(LdapResultCode code) => code switch
    {
        LdapResultCode.NoSuchObject => "search_base names no entry, or none that bind_user may see",
        LdapResultCode.InvalidNameSyntax => "search_base is no distinguished name",
        LdapResultCode.Referral => "another server has what is below search_base",
        LdapResultCode.OperationsError => "it may want a bind_user and a bind_password",
        LdapResultCode.InsufficientAccess => "bind_user may not search",
        _ => code.Word(),
    };

    private DirectoryAccount Read(LdapEntry entry)
    {
        if (!_attributes.All(entry.Values.ContainsKey) && entry.Values.Keys.Any(IsOtherName))
            _log.OtherNames(Server);
        return new DirectoryAccount(Read(entry, Server.UidAttribute), Server.CnAttribute is { } cn ? Read(entry, cn) : null);
    }

    // An attribute's translations, as cn;lang-de, come along with it.
    private bool IsOtherName(string name) =>
        !name.Contains(';', StringComparison.Ordinal) && !_attributes.Contains(name, StringComparer.OrdinalIgnoreCase);

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

    private sealed record Reason(string Message, long At);
}
