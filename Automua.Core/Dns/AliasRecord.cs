using Automua.Core.Model;

namespace Automua.Core.Dns;

/// <summary>Says that a name is another name of a host: CNAME (RFC 1035 section 3.3.1).</summary>
/// <param name="Owner">The name.</param>
/// <param name="Purpose">What the record is published for.</param>
/// <param name="Target">The host.</param>
public sealed record AliasRecord(string Owner, DnsPurpose Purpose, DomainName Target) : DnsRecord(Owner, Purpose)
{
    /// <inheritdoc/>
    public override string Type => "CNAME";

    /// <inheritdoc/>
    public override string Data => $"{Target}.";
}
