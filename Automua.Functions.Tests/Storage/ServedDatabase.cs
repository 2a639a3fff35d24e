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

    /// <inheritdoc/>
    public override Task<string[]> DefinitionsAsync() => server.DefinitionsAsync(this);

    /// <inheritdoc/>
    /// <remarks>The tables that come of it are the program's.</remarks>
    public override async Task<(int ExitCode, string Output)> FeedAsync(string text)
    {
        (int ExitCode, string Output) fed = await server.FeedAsync(name, text);
        server.Give(name);
        return fed;
    }

    /// <inheritdoc/>
    public override void MakeReference(bool isFilled = true, bool hasAlembic = false)
    {
        ReferenceDatabase.Make(this, server.Reference, isFilled, hasAlembic);
        server.Give(name);
    }

    /// <summary>The database, with the reference system's tables and rows.</summary>
    public ServedDatabase AsReference(bool isFilled = true, bool hasAlembic = false)
    {
        MakeReference(isFilled, hasAlembic);
        return this;
    }

    /// <inheritdoc/>
    protected override void Remove() => server.Drop(name);

    /// <inheritdoc/>
    protected override DbConnection Open() => server.Open(name);
}
