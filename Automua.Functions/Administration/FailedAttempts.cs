using System.Net;
using System.Net.Sockets;

namespace Automua.Functions.Administration;

/// <summary>
/// Slows down who guesses: after some wrong credentials in a row, a client's next ones are not looked at for a while, which grows
/// with each further wrong one. Other clients do not notice.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class FailedAttempts(TimeProvider time)
{
    /// <summary>How many wrong credentials in a row cost nothing.</summary>
    public const int FreeAttempts = 5;

    /// <summary>The most clients that are remembered; more make the ones that failed longest ago be forgotten.</summary>
    public const int MostClients = 10_000;

    /// <summary>The longest wait.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>How long a client's last failure is remembered.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(1);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private const int Ipv6PrefixOctets = 8;

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, LinkedListNode<Row>> _rows = [];
    // The one that failed longest ago comes first.
    private readonly LinkedList<Row> _byAge = new();

    /// <summary>How many clients are remembered.</summary>
    public int Clients
    {
        get
        {
            lock (_gate)
                return _rows.Count;
        }
    }

    /// <summary>How long a client must wait before its next credential is looked at; null when it is looked at now.</summary>
    public TimeSpan? PauseOf(IPAddress? client)
    {
        lock (_gate)
        {
            if (!_rows.TryGetValue(KeyOf(client), out LinkedListNode<Row>? known))
                return null;
            TimeSpan left = PauseAfter(known.Value.Failures) - time.GetElapsedTime(known.Value.LastFailure);
            return left > TimeSpan.Zero ? left : null;
        }
    }

    /// <summary>A client showed a wrong credential.</summary>
    public void Failed(IPAddress? client)
    {
        lock (_gate)
        {
            Forget();
            IPAddress key = KeyOf(client);
            int failures = 1;
            if (_rows.TryGetValue(key, out LinkedListNode<Row>? known))
            {
                failures += known.Value.Failures;
                _byAge.Remove(known);
            }
            else if (_rows.Count == MostClients)
            {
                RemoveOldest();
            }

            _rows[key] = _byAge.AddLast(new Row(key, failures, time.GetTimestamp()));
        }
    }

    /// <summary>A client showed a right credential.</summary>
    public void Succeeded(IPAddress? client)
    {
        lock (_gate)
        {
            if (_rows.Remove(KeyOf(client), out LinkedListNode<Row>? known))
                _byAge.Remove(known);
        }
    }

    private void Forget()
    {
        while (_byAge.First is { } oldest && time.GetElapsedTime(oldest.Value.LastFailure) > Memory)
            RemoveOldest();
    }

    private void RemoveOldest()
    {
        _rows.Remove(_byAge.First!.Value.Client);
        _byAge.RemoveFirst();
    }

    private static TimeSpan PauseAfter(int failures)
    {
        if (failures < FreeAttempts)
            return TimeSpan.Zero;
        TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(failures - FreeAttempts, 20));
        return pause < LongestPause ? pause : LongestPause;
    }

    // Who has one address of IPv6 has its whole subnet (RFC 4291 section 2.5.4).
    private static IPAddress KeyOf(IPAddress? client)
    {
        if (client is null)
            return IPAddress.None;
        if (client.IsIPv4MappedToIPv6)
            return client.MapToIPv4();
        if (client.AddressFamily != AddressFamily.InterNetworkV6)
            return client;
        byte[] octets = client.GetAddressBytes();
        octets.AsSpan(Ipv6PrefixOctets).Clear();
        return new IPAddress(octets);
    }

    private readonly record struct Row(IPAddress Client, int Failures, long LastFailure);
}
