using System.Data.Common;
using System.Runtime.CompilerServices;
using Automua.Core.Documents;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>The rows of <c>provider</c>.</summary>
internal static class ProviderRows
{
    // Where the database takes texts for equal that differ in spaces at their ends, it finds more.
    private const string MayHaveKey = "WHERE automua_id = @p0 OR (automua_id IS NULL AND name = @p0)";

    /// <summary>Reads all, the oldest first.</summary>
    public static IAsyncEnumerable<ProviderRow> AllAsync(SqlSession session, CancellationToken cancellation) =>
        ReadAsync(session, "ORDER BY id", [], cancellation);

    /// <summary>Reads the one of a number; null when there is none.</summary>
    public static async Task<ProviderRow?> FindAsync(SqlSession session, long id, CancellationToken cancellation) =>
        await ReadAsync(session, "WHERE id = @p0", [id], cancellation).FirstOrDefaultAsync(cancellation);

    /// <summary>Reads the one that a key means: by the identifier, else by the name, and of several the oldest; null when there is none.</summary>
    public static async Task<ProviderRow?> FindAsync(SqlSession session, string key, CancellationToken cancellation) =>
        await ReadAsync(session, $"{MayHaveKey} ORDER BY CASE WHEN automua_id IS NULL THEN 1 ELSE 0 END, id", [key], cancellation)
            .FirstOrDefaultAsync(row => row.Key == key, cancellation);

    /// <summary>The numbers of all that have a key.</summary>
    public static async Task<IReadOnlyList<long>> NumbersAsync(SqlSession session, string key, CancellationToken cancellation) =>
        await ReadAsync(session, MayHaveKey, [key], cancellation)
            .Where(row => row.Key == key)
            .Select(row => row.Id)
            .ToListAsync(cancellation);

    /// <summary>
    /// Reads the one that a key means, with its own servers or, when it has none, those of its oldest domain, as far as they are
    /// right; null when there is none, or it is wrong.
    /// </summary>
    public static async Task<ExportedProvider?> ExportAsync(SqlSession session, string key, CancellationToken cancellation)
    {
        if (await FindAsync(session, key, cancellation) is not { Provider: { } provider } row)
            return null;
        (ImportedServers? servers, _) = await ServersAsync(LinkOwner.Provider(row.Id));
        if (servers == ImportedServers.None)
        {
            await using DbCommand command = session.Command("SELECT MIN(id) FROM domain WHERE provider_id = @p0", row.Id);
            if (await command.ExecuteScalarAsync(cancellation) is { } oldest and not DBNull)
                (servers, _) = await ServersAsync(LinkOwner.Domain(Convert.ToInt64(oldest)));
        }

        return new ExportedProvider(row.Identifier, provider, servers ?? ImportedServers.None, []);

        async Task<(ImportedServers? Servers, RowFault? Fault)> ServersAsync(LinkOwner owner) =>
            (await ExportedServers.LoadAsync(session, owner, cancellation)).Of(owner);
    }

    private static async IAsyncEnumerable<ProviderRow> ReadAsync(
        SqlSession session, string selection, object?[] values, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using DbCommand command = session.Command(
            $"SELECT id, name, short_name, automua_details, automua_id FROM provider {selection}", values);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            yield return ProviderRow.Read(row);
    }
}
