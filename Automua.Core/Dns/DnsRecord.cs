namespace Automua.Core.Dns;

/// <summary>A resource record that a domain should publish.</summary>
/// <param name="Owner">The name under which it stands: lower case, absolute, without the last dot.</param>
/// <param name="Purpose">What it is published for.</param>
public abstract record DnsRecord(string Owner, DnsPurpose Purpose)
{
    /// <summary>How long resolvers may keep a record, in seconds.</summary>
    public const int TimeToLive = 3600;

    /// <summary>The mnemonic of its type, such as <c>SRV</c>.</summary>
    public abstract string Type { get; }

    /// <summary>What it says, as a zone file holds it (RFC 1035 section 5.1); names are absolute.</summary>
    public abstract string Data { get; }

    /// <summary>The whole record as a line of a zone file, valid in any zone file that may hold it.</summary>
    public sealed override string ToString() => $"{Owner}. {TimeToLive} IN {Type} {Data}";
}
