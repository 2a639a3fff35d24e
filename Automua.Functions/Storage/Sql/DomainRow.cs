using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>A row of <c>domain</c>, which may have been written by hand.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">The name as it is written.</param>
/// <param name="ProviderId">The provider's number.</param>
/// <param name="DirectoryId">The LDAP server's number; null for none.</param>
internal readonly record struct DomainRow(long Id, string? Name, long ProviderId, long? DirectoryId)
{
    /// <summary>The fault of a domain that names no LDAP server that there is.</summary>
    public static RowFault WithoutDirectory(long id) => new("domain", id, "ldapserver_id", "names an LDAP server that does not exist");

    /// <summary>The fault of a domain that names no provider that there is.</summary>
    public static RowFault WithoutProvider(long id) => new("domain", id, "provider_id", "names a provider that does not exist");

    /// <summary>What is wrong with its LDAP server; null when nothing is, or there is none.</summary>
    /// <param name="directories">All LDAP servers.</param>
    public RowFault? DirectoryFault(IReadOnlyDictionary<long, StoredServer<DirectoryServer>> directories) => DirectoryId switch
    {
        null => null,
        { } id when directories.TryGetValue(id, out StoredServer<DirectoryServer> known) => known.Fault,
        _ => WithoutDirectory(Id),
    };
}
