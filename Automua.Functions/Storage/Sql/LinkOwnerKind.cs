namespace Automua.Functions.Storage.Sql;

/// <summary>The tables whose rows have servers.</summary>
internal enum LinkOwnerKind
{
    /// <summary><c>domain</c>: the links are the reference system's.</summary>
    Domain,

    /// <summary><c>provider</c>: the links are this program's own.</summary>
    Provider,
}
