using System.Net.Sockets;
using System.Security.Authentication;
using Automua.Functions.Configuration;
using Automua.Functions.Outages;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Automua.Functions.Administration;

/// <summary>
/// What the issuer of tokens publishes of itself (OpenID Connect Discovery 1.0): its name, and the keys with which it signs. It
/// is read when first needed, again after half a day, and again when a token names a key that is not among the known ones.
/// </summary>
internal sealed class IssuerKeys : IDisposable
{
    private const int LargestDocument = 1024 * 1024;

    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(12);

    // Anybody can name a key that nobody has: so often that makes the program ask.
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OutagePause = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly string _address;
    private readonly AuditLog _log;
    private readonly TimeProvider _time;
    private readonly Breaker _breaker;
    private readonly HttpClient _web;
    private readonly HttpDocumentRetriever _documents;
    private OpenIdConnectConfiguration? _known;
    private long _readAt;
    private long? _renewedAt;
    private Task<OpenIdConnectConfiguration>? _reading;

    /// <summary>Reads nothing yet.</summary>
    public IssuerKeys(EntraIssuer issuer, TimeProvider time, AuditLog log)
    {
        _address = issuer.MetadataAddress;
        _time = time;
        _log = log;
        _breaker = new Breaker(time, OutagePause);
        _web = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = KeptFor })
        {
            MaxResponseContentBufferSize = LargestDocument,
            Timeout = Patience,
        };
        _documents = new HttpDocumentRetriever(_web) { RequireHttps = !issuer.IsPlain };
    }

    /// <summary>What the issuer published when it was read last.</summary>
    /// <exception cref="IssuerUnavailableException">It was never read and cannot be read now.</exception>
    public async ValueTask<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellation)
    {
        OpenIdConnectConfiguration? known;
        lock (_gate)
        {
            known = _known;
            if (known is not null && _time.GetElapsedTime(_readAt) < KeptFor)
                return known;
        }

        try
        {
            return await ReadAsync(cancellation);
        }
        catch (IssuerUnavailableException) when (known is not null)
        {
            // Keys live for weeks: the old ones are likely right.
            return known;
        }
    }

    /// <summary>What the issuer publishes now; null when that was read too recently for this reason.</summary>
    /// <exception cref="IssuerUnavailableException">It cannot be read.</exception>
    public async ValueTask<OpenIdConnectConfiguration?> RenewAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_renewedAt is { } renewedAt && _time.GetElapsedTime(renewedAt) < BetweenRenewals)
                return null;
        }

        OpenIdConnectConfiguration read = await ReadAsync(cancellation);
        lock (_gate)
            _renewedAt = _time.GetTimestamp();
        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => _web.Dispose();

    // Requests that come while it is being read wait for the same answer.
    private Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_reading is null)
            {
                if (!_breaker.MayAsk())
                    throw new IssuerUnavailableException("The issuer did not answer a moment ago.");
                _reading = Task.Run(ReadOnceAsync, CancellationToken.None);
            }

            return _reading.WaitAsync(cancellation);
        }
    }

    private async Task<OpenIdConnectConfiguration> ReadOnceAsync()
    {
        try
        {
            using CancellationTokenSource limit = new(Patience);
            OpenIdConnectConfiguration read = await OpenIdConnectConfigurationRetriever.GetAsync(_address, _documents, limit.Token);
            if (string.IsNullOrEmpty(read.Issuer) || read.SigningKeys.Count == 0)
                throw new IssuerUnavailableException("what it publishes names no issuer, or no key");
            lock (_gate)
            {
                _known = read;
                _readAt = _time.GetTimestamp();
                _reading = null;
            }

            _breaker.Succeeded();
            return read;
        }
        catch (Exception problem)
        {
            lock (_gate)
                _reading = null;
            _breaker.Failed();
            string reason = Reason(problem.GetBaseException());
            _log.IssuerUnavailable(_address, reason);
            throw new IssuerUnavailableException(reason, problem);
        }
    }

    // What else can go wrong repeats all of the answer.
    private static string Reason(Exception problem) => problem switch
    {
        SocketException or HttpRequestException or AuthenticationException or IssuerUnavailableException => problem.Message,
        OperationCanceledException or TimeoutException => $"no answer within {Patience.TotalSeconds} seconds",
        _ => "what is answered is no description of an issuer",
    };
}
