using System.Collections.Immutable;
using Automua.Core.Model;

namespace Automua.Core.Documents;

/// <summary>The servers of one or more domains, in the order of the document. Those that are equal say the same in the same order.</summary>
/// <param name="Mail">The mail servers.</param>
/// <param name="Dav">The DAV servers.</param>
public sealed record ImportedServers(ImmutableArray<MailServer> Mail, ImmutableArray<DavServer> Dav)
{
    /// <summary>No servers.</summary>
    public static ImportedServers None { get; } = new([], []);

    /// <inheritdoc/>
    public bool Equals(ImportedServers? other) =>
        ReferenceEquals(this, other) || (other is not null && Mail.SequenceEqual(other.Mail) && Dav.SequenceEqual(other.Dav));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(
        Mail.Length, Dav.Length, Mail.IsEmpty ? 0 : Mail[0].GetHashCode(), Dav.IsEmpty ? 0 : Dav[0].GetHashCode());
}
