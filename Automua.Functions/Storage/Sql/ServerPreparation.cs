using System.Data.Common;
using Automua.Core.Storage;

namespace Automua.Functions.Storage.Sql;

/// <summary>Brings a server's database, an empty one or one of the reference system, to this program's schema.</summary>
internal sealed class ServerPreparation(SqlDialect dialect, ISqlEcho? echo) : IStorePreparation
{
    /// <inheritdoc/>
    public string Description => dialect.Description;

    /// <inheritdoc/>
    /// <remarks>Whatever a server says may be otherwise in a while, wrong passwords too: they are changed on either side.</remarks>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        try
        {
            await Migrator.MigrateAsync(dialect, echo, cancellation);
        }
        catch (DbException problem)
        {
            throw new StoreUnavailableException($"{Description}: {problem.Message}", problem);
        }
    }
}
