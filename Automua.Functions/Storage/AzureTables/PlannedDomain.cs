using Automua.Core.Documents;
using Automua.Core.Model;

namespace Automua.Functions.Storage.AzureTables;

/// <summary>What becomes of a domain.</summary>
/// <param name="Name">The domain, or the pattern.</param>
/// <param name="Number">Its number: an older domain's is lower.</param>
/// <param name="Provider">The row key of its provider.</param>
/// <param name="DirectoryId">The directory it names; null for none.</param>
/// <param name="Servers">Its servers.</param>
/// <param name="ServersDigest">Their digest.</param>
/// <param name="Stored">What there was; null for a new one.</param>
internal sealed record PlannedDomain(
    DomainPattern Name, long Number, string Provider, int? DirectoryId, ImportedServers Servers, string ServersDigest, StoredDomain? Stored)
{
    /// <summary>Whether its entity is written whatever it says of itself.</summary>
    public bool IsMended { get; init; }

    /// <summary>Whether it is as it was, as far as its own entity says.</summary>
    public bool IsSame =>
        !IsMended && Stored is not null && Stored.Provider == Provider && Stored.DirectoryId == DirectoryId && Stored.Servers == ServersDigest;

    /// <summary>Whether two domains have the same servers and the same directory.</summary>
    public bool IsLike(PlannedDomain other) => DirectoryId == other.DirectoryId && ServersDigest == other.ServersDigest;
}
