using Automua.Core.Model;

namespace Automua.Core.Dns;

/// <summary>Says where a service is, or that there is none: SRV (RFC 2782).</summary>
/// <param name="Owner">The service's name, such as <c>_imaps._tcp.example.com</c>.</param>
/// <param name="Purpose">What the record is published for.</param>
/// <param name="Priority">Clients try the record with the lowest number first; 0 to 65535.</param>
/// <param name="Port">The TCP port; 0 when there is no such service.</param>
/// <param name="Target">The host; null when there is no such service.</param>
public sealed record ServiceRecord(string Owner, DnsPurpose Purpose, int Priority, int Port, DomainName? Target)
    : DnsRecord(Owner, Purpose)
{
    /// <inheritdoc/>
    public override string Type => "SRV";

    /// <summary>Whether the domain has such a service.</summary>
    public bool IsOffered => Target is not null;

    /// <inheritdoc/>
    public override string Data => $"{Priority} 0 {Port} {Target?.Value}.";

    /// <summary>Says that a domain has no such service.</summary>
    public static ServiceRecord NotOffered(string owner, DnsPurpose purpose) => new(owner, purpose, 0, 0, null);
}
