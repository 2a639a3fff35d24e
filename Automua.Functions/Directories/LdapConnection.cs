using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Automua.Core.Directories;
using Automua.Core.Model;

namespace Automua.Functions.Directories;

/// <summary>
/// A connection to an LDAP server (RFC 4511), on which one search runs at a time. After an exception, or a search that was
/// given up, it is of no more use.
/// </summary>
internal sealed class LdapConnection : IDisposable
{
    // The entries, and where else a server says that one could search.
    private const int MostAnswers = 1_000;

    private const int SmallestBuffer = 4 * 1024;

    private readonly DirectoryServer _server;
    private readonly Socket? _socket;
    private Stream _stream;
    private byte[] _buffer = new byte[SmallestBuffer];
    private int _filled;
    private int _lastId;

    /// <summary>Takes over a stream.</summary>
    /// <param name="server">Whose it is.</param>
    /// <param name="stream">What it says and hears; disposed of with the connection.</param>
    public LdapConnection(DirectoryServer server, Stream stream) => (_server, _stream) = (server, stream);

    private LdapConnection(DirectoryServer server, Socket socket)
        : this(server, new NetworkStream(socket, ownsSocket: true)) => _socket = socket;

    /// <summary>Whether nothing has come since the last answer: neither an end nor the server's word that it hangs up.</summary>
    public bool IsQuiet => _filled == 0 && _socket is null or { Connected: true } && _socket?.Poll(0, SelectMode.SelectRead) != true;

    /// <summary>Connects, begins TLS unless the server may be asked in the clear and offers none, and binds.</summary>
    /// <param name="server">The server.</param>
    /// <param name="trust">Which certificates are accepted.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    /// <exception cref="DirectoryUnavailableException">One of these failed.</exception>
    public static async Task<LdapConnection> OpenAsync(DirectoryServer server, LdapTrust trust, CancellationToken cancellation)
    {
        LdapConnection connection = new(server, await ConnectAsync(server, cancellation));
        try
        {
            if (server.UseTls || await connection.OffersTlsAsync(cancellation))
                await connection.BeginTlsAsync(trust, cancellation);
            await connection.BindAsync(cancellation);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Searches.</summary>
    /// <exception cref="LdapConnectionLostException">The connection ended.</exception>
    /// <exception cref="DirectoryUnavailableException">The server said what makes no sense.</exception>
    public async Task<LdapMatch> SearchAsync(DirectorySearch search, CancellationToken cancellation)
    {
        int id = ++_lastId;
        await SendAsync(LdapRequest.Search(id, search, (int)DirectoryLimits.Deadline.TotalSeconds), cancellation);
        LdapEntry? first = null;
        bool isOneOfSeveral = false;
        for (int i = 0; i < MostAnswers; i++)
        {
            switch (await ReceiveAsync(id, cancellation))
            {
                case LdapEntry entry:
                    isOneOfSeveral = first is not null;
                    first ??= entry;
                    break;
                case LdapResult { Operation: LdapOperation.Search, Code: LdapResultCode.Success }:
                    return new LdapMatch(first, isOneOfSeveral);
                case LdapResult { Operation: LdapOperation.Search, Code: LdapResultCode.SizeLimitExceeded } when first is not null:
                    return new LdapMatch(first, IsOneOfSeveral: true);
                case LdapResult { Operation: LdapOperation.Search } result:
                    return new LdapMatch(null, IsOneOfSeveral: false, result.Code);
                case LdapAside:
                    break;
                default:
                    throw Confused();
            }
        }

        throw Confused();
    }

    /// <summary>Says who asks (RFC 4513 section 5.1).</summary>
    public async Task BindAsync(CancellationToken cancellation)
    {
        int id = ++_lastId;
        string name = _server.BindUser ?? "";
        await SendAsync(LdapRequest.Bind(id, name, name.Length == 0 ? "" : DirectoryPassword.Of(_server)), cancellation);
        if (await ReceiveAsync(id, cancellation) is not LdapResult { Operation: LdapOperation.Bind } result)
            throw Confused();
        if (result.Code != LdapResultCode.Success)
            throw new DirectoryUnavailableException($"{_server} refuses the bind: {ReasonOfBind(result.Code)}");
    }

    /// <summary>Hangs up.</summary>
    public void Dispose() => _stream.Dispose();

    // A name may have several addresses, and the first be that of a machine that is gone.
    private static async Task<Socket> ConnectAsync(DirectoryServer server, CancellationToken cancellation)
    {
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(server.Host, cancellation);
            for (int i = 0; i < addresses.Length - 1; i++)
            {
                if (await TryConnectAsync(new IPEndPoint(addresses[i], server.Port), cancellation) is { } socket)
                    return socket;
            }

            return await ConnectAsync(new IPEndPoint(addresses[^1], server.Port), cancellation);
        }
        catch (SocketException problem)
        {
            throw new DirectoryUnavailableException($"{server} cannot be reached: {problem.Message}", problem);
        }
    }

    private static async Task<Socket?> TryConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(DirectoryLimits.AddressPatience);
        try
        {
            return await ConnectAsync(address, patience.Token);
        }
        catch (Exception problem) when (problem is SocketException || (problem is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task<Socket> ConnectAsync(IPEndPoint address, CancellationToken cancellation)
    {
        Socket socket = new(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<bool> OffersTlsAsync(CancellationToken cancellation)
    {
        int id = ++_lastId;
        await SendAsync(LdapRequest.StartTls(id), cancellation);
        if (await ReceiveAsync(id, cancellation) is not LdapResult { Operation: LdapOperation.Extended } result)
            throw Confused();
        if (result.Code == LdapResultCode.Success)
        {
            // What is said before TLS begins could be anybody's.
            return _filled == 0 ? true : throw Confused();
        }

        // Others do not say that it never will: then no password goes out in the clear.
        bool isNotOffered = result.Code is LdapResultCode.ProtocolError or LdapResultCode.UnwillingToPerform or LdapResultCode.Unavailable;
        return _server.AllowPlain && isNotOffered
            ? false
            : throw new DirectoryUnavailableException($"{_server} refuses StartTLS: {ReasonOfStartTls(result.Code, isNotOffered)}");
    }

    private async Task BeginTlsAsync(LdapTrust trust, CancellationToken cancellation)
    {
        string? refusal = null;
        SslStream tls = new(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        try
        {
            await tls.AuthenticateAsClientAsync(trust.Options(_server.Host, reason => refusal = reason), cancellation);
        }
        catch (Exception problem) when (problem is AuthenticationException or CryptographicException or IOException)
        {
            throw new DirectoryUnavailableException(
                refusal is null ? $"{_server} cannot be spoken to by TLS: {(problem.InnerException ?? problem).Message}" : $"{_server} {refusal}", problem);
        }
    }

    private async Task SendAsync(byte[] message, CancellationToken cancellation)
    {
        try
        {
            await _stream.WriteAsync(message, cancellation);
            await _stream.FlushAsync(cancellation);
        }
        catch (IOException problem)
        {
            throw Lost(problem);
        }
    }

    private async Task<LdapAnswer> ReceiveAsync(int id, CancellationToken cancellation)
    {
        int? length;
        while (LdapAnswer.TryReadLength(_buffer.AsSpan(0, _filled), out length))
        {
            if (length <= _filled)
                return Take(id, length.Value);
            if (_filled == _buffer.Length || length > _buffer.Length)
                Array.Resize(ref _buffer, Math.Max(length ?? 0, _buffer.Length * 2));
            int read;
            try
            {
                read = await _stream.ReadAsync(_buffer.AsMemory(_filled), cancellation);
            }
            catch (IOException problem)
            {
                throw Lost(problem);
            }

            if (read == 0)
                throw Lost();
            _filled += read;
        }

        throw Confused();
    }

    private LdapAnswer Take(int id, int length)
    {
        bool isRead = LdapAnswer.TryRead(_buffer.AsMemory(0, length).ToArray(), out LdapAnswer? answer);
        _buffer.AsSpan(length, _filled - length).CopyTo(_buffer);
        _filled -= length;
        // Section 4.4.1: the server is about to hang up.
        if (answer is LdapResult { Id: 0, Operation: LdapOperation.Extended })
            throw Lost();
        return isRead && answer!.Id == id ? answer : throw Confused();
    }

    private DirectoryUnavailableException Confused() => new($"{_server} answers what is no LDAP, or not to the question");

    private LdapConnectionLostException Lost(Exception? problem = null) => new($"{_server} hung up", problem);

    // The server's own words may repeat what was asked.
    private static string ReasonOfBind(LdapResultCode code) => code switch
    {
        LdapResultCode.InvalidCredentials => "bind_user or bind_password is wrong",
        LdapResultCode.InvalidNameSyntax => "bind_user is no distinguished name",
        LdapResultCode.InappropriateAuthentication => "it wants a bind_user and a bind_password",
        LdapResultCode.ConfidentialityRequired or LdapResultCode.StrongerAuthenticationRequired => "it wants TLS",
        _ => code.Word(),
    };

    private static string ReasonOfStartTls(LdapResultCode code, bool isNotOffered) =>
        isNotOffered ? "it does not offer it; allow_plain would let it be asked in the clear" : code.Word();
}
