namespace Automua.Functions.Storage.Sql;

/// <summary>Who has servers: a domain, or a provider for those who ask for itself.</summary>
/// <param name="Id">The number in the owner's table.</param>
/// <param name="Kind">The owner's table.</param>
internal readonly record struct LinkOwner(long Id, LinkOwnerKind Kind)
{
    /// <summary>A domain.</summary>
    public static LinkOwner Domain(long id) => new(id, LinkOwnerKind.Domain);

    /// <summary>A provider.</summary>
    public static LinkOwner Provider(long id) => new(id, LinkOwnerKind.Provider);
}
