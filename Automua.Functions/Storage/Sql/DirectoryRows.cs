using System.Data.Common;
using Automua.Core.Model;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>The rows of <c>ldapserver</c>.</summary>
internal static class DirectoryRows
{
    /// <summary>Reads all, by their numbers: each is a directory, or what is wrong with it.</summary>
    public static async Task<SortedDictionary<long, StoredServer<DirectoryServer>>> ReadAsync(SqlSession session, CancellationToken cancellation)
    {
        SortedDictionary<long, StoredServer<DirectoryServer>> rows = [];
        await using DbCommand command = session.Command(
            """
            SELECT id, name, port, use_ssl, search_base, search_filter, attr_uid, attr_cn, bind_user, bind_password,
                automua_allow_plain
            FROM ldapserver
            """);
        await using DbDataReader row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            RowFault? fault = null;
            DirectoryServer? directory = RowReader.ReadDirectory(row, 0, ref fault);
            rows.Add(row.Number(0), new StoredServer<DirectoryServer>(directory, fault));
        }

        return rows;
    }
}
