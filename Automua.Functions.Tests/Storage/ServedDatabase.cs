using System.Data.Common;

namespace Automua.Functions.Tests.Storage;

/// <summary>A database of a server.</summary>
internal sealed class ServedDatabase(DatabaseServer server, string name) : AdministeredDatabase
{
    /// <inheritdoc/>
    public override string Uri => server.Uri(name);

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <inheritdoc/>
    protected override void Remove() => server.Drop(name);

    /// <inheritdoc/>
    protected override DbConnection Open() => server.Open(name);
}
