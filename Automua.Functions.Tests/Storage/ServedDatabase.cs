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
    public override string[] ColumnsOf(string table) => Rows(
        $"""
        SELECT column_name FROM information_schema.columns
        WHERE table_schema = {server.CurrentSchema} AND table_name = '{table}' ORDER BY ordinal_position
        """);

    /// <summary>Makes the reference system's tables, and its rows.</summary>
    public ServedDatabase AsReference(bool isFilled = true, bool hasAlembic = false)
    {
        ReferenceDatabase.Make(this, server.Reference, isFilled, hasAlembic);
        server.Give(name);
        return this;
    }

    /// <inheritdoc/>
    protected override void Remove() => server.Drop(name);

    /// <inheritdoc/>
    protected override DbConnection Open() => server.Open(name);
}
